import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { busySite } from "../support/busy-site";
import { crowd, msOf, seconds } from "../support/crowd";
import { note, quantile } from "../support/figures";
import { residentMb } from "../support/process";
import { ENOUGH_MS, SOAK_SECONDS } from "./lengths";

const POOL = 10;

const site = busySite({ DATABASE_POOL_MAX: String(POOL) });

/** Opens connections that never finish saying what they want. */
function halfOpen(count: number, words: string): Promise<Socket[]> {
  const { port } = new URL(site.server.url);
  const one = () =>
    new Promise<Socket>((resolve, reject) => {
      const socket = connect(Number(port), "127.0.0.1", () => {
        socket.write(words);
        resolve(socket);
      });
      socket.on("error", reject);
    });
  return Promise.all(Array.from({ length: count }, one));
}

it("is not held up by fifteen hundred who never finish speaking, and hangs up on them", async () => {
  const host = new URL(site.server.url).host;
  const slowBody = `POST /auth/login HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 1000\r\n\r\na`;
  const slowHeaders = `GET / HTTP/1.1\r\nHost: ${host}\r\nX-A: `;
  const openedAt = performance.now();
  const sockets = (await Promise.all([halfOpen(750, slowBody), halfOpen(750, slowHeaders)])).flat();
  let open = sockets.length;
  for (const socket of sockets) {
    socket.on("error", () => undefined).resume();
    socket.on("close", () => {
      open -= 1;
    });
  }
  const answers = await crowd(site.server.url, site.readers, { width: 2, forMs: 5_000, breathMs: 50 });
  const worst = Math.max(...msOf(answers, 200));
  while (open > 0 && performance.now() - openedAt < 100_000) await sleep(200);
  const goneAfter = performance.now() - openedAt;
  for (const socket of sockets) socket.destroy();
  note(
    "D6",
    "1500 half-open: others' worst < 200 ms, all 200",
    `${worst.toFixed(0)} ms (${answers.length} pages)`,
    worst < 200,
  );
  note(
    "D6",
    "half-open ones cut off ≤ 95 s (15 s by a reverse proxy)",
    `${open} left after ${seconds(goneAfter)}`,
  );
  expect(answers.every((answer) => answer?.status === 200)).toBe(true);
  expect(open).toBe(0);
});

it("keeps its memory, its connections and its pace", { timeout: ENOUGH_MS }, async () => {
  await crowd(site.server.url, site.readers, { width: 4, forMs: 20_000, breathMs: 20 });
  const memory = [residentMb(site.server.pid)];
  const first: number[] = [];
  const last: number[] = [];
  let connections = 0;
  for (let slice = 0; slice < 6; slice += 1) {
    const times = msOf(
      await crowd(site.server.url, site.readers, {
        width: 4,
        forMs: (SOAK_SECONDS * 1_000) / 6,
        breathMs: 20,
      }),
      200,
    );
    (slice < 3 ? first : last).push(...times);
    const [row] = await site.db.execute<{ count: number }>(
      sql`select count(*)::int as count from pg_stat_activity where datname = current_database() and application_name = 'microblog'`,
    );
    connections = Math.max(connections, row?.count ?? 0);
    memory.push(residentMb(site.server.pid));
  }
  // The heap grows to its size first; from the middle on it should stay there.
  const growth = (memory.at(-1) ?? 0) - Math.max(...memory.slice(0, 4));
  const [early, late] = [quantile(first, 0.95), quantile(last, 0.95)];
  // This process asks as well, by connections of the same name.
  const own = 5;
  note(
    "D7",
    `${SOAK_SECONDS} s at half load: memory grows < 50 MB in the second half`,
    `${growth.toFixed(0)} MB: ${memory.map((mb) => mb.toFixed(0)).join(", ")}`,
    growth < 50,
  );
  note(
    "D7",
    "p95 does not rise",
    `${early.toFixed(0)} to ${late.toFixed(0)} ms (${first.length + last.length} pages)`,
  );
  note("D7", `connections ≤ ${POOL}`, `${Math.max(0, connections - own)} to ${connections}`);
  expect(late).toBeLessThan(early * 1.5);
  expect(connections).toBeLessThanOrEqual(POOL + own);
});
