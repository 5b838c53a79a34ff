import { EventEmitter } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tellLanguages } from "@/bin/languages";
import { type Launcher, languageFound } from "@/lib/languages/queries";

/** A server process and the one that has started it, with words going to and fro. */
function bothEnds({ isOurs = true } = {}) {
  const server = Object.assign(new EventEmitter(), {
    send: vi.fn((answer: unknown) => void launcher.emit("message", answer)),
  });
  const launcher: Launcher & EventEmitter = Object.assign(new EventEmitter(), {
    connected: true,
    send: vi.fn((question: unknown) => void server.emit("message", question)),
  });
  if (isOurs) tellLanguages(server);
  return { launcher, server };
}

describe("a server process that was started by the site's launcher", () => {
  afterEach(() => vi.useRealTimers());

  it("is told languages by it, each text its own", async () => {
    const { launcher, server } = bothEnds();
    const texts = ["Mañana salimos temprano hacia la playa", "오늘 저녁에 뭐 먹을까요?", "ok"];
    expect(await Promise.all(texts.map((text) => languageFound(text, launcher)))).toEqual(["es", "ko", null]);
    expect(server.send).toHaveBeenCalledTimes(3);
  });

  it("takes no heed of other words between the two", async () => {
    const { launcher, server } = bothEnds();
    server.emit("message", { cmd: "something else" });
    launcher.emit("message", "last answers");
    expect(await languageFound("오늘 저녁에 뭐 먹을까요?", launcher)).toBe("ko");
  });

  it("finds them out by itself where nobody answers, and does not wait a second time", async () => {
    vi.useFakeTimers();
    const { launcher } = bothEnds({ isOurs: false });
    const waiting = languageFound("오늘 저녁에 뭐 먹을까요?", launcher);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await waiting).toBe("ko");
    expect(await languageFound("오늘 저녁에 뭐 먹을까요?", launcher)).toBe("ko");
    expect(launcher.send).toHaveBeenCalledTimes(1);
  });

  it("finds them out by itself once the launcher is gone", async () => {
    const { launcher } = bothEnds();
    launcher.connected = false;
    expect(await languageFound("오늘 저녁에 뭐 먹을까요?", launcher)).toBe("ko");
    expect(launcher.send).not.toHaveBeenCalled();
  });
});
