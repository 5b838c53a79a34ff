import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../support/database";
import { type Providers, startProviders } from "../support/fakes/providers";
import { median, note } from "../support/figures";
import { member } from "../support/members";
import { cookieIn } from "../support/script-free";
import { ask, type BuiltServer, builtServer, hiddenOn, post } from "../support/server";

const SAMPLES = 300;
const WARM_UP = 30;
const fresh = freshDatabase({ max: 5 });
let fake: Providers;
let server: BuiltServer;

const serve = async (env: Record<string, string>) => {
  await server?.kill("SIGKILL");
  server = await builtServer({ DATABASE_URL: fresh.url, JOBS: "off", ...env });
  await server.start();
};
beforeAll(async () => {
  fake = await startProviders();
  for (const name of ["ann", "bob", "cleo"]) await member(fresh.db, name);
});
afterAll(async () => {
  await server?.kill("SIGKILL");
  await fake?.close();
});

/** How likely it is that one of the first takes longer than one of the second; 0.5 tells nothing. */
function distinguishability(one: number[], other: number[]): number {
  const wins = one.map((a) => other.filter((b) => b < a).length + other.filter((b) => b === a).length / 2);
  return wins.reduce((sum, count) => sum + count, 0) / (one.length * other.length);
}

type Answered = { status: number; ms: number; seen: string };

/** Tries both kinds in pairs, in either order, and proves that nobody can tell which was which. */
async function compare(what: string, known: () => Promise<Answered>, unknown: () => Promise<Answered>) {
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  const seen: Record<"known" | "unknown", Set<string>> = { known: new Set(), unknown: new Set() };
  for (let sample = 0; sample < SAMPLES + WARM_UP; sample += 1) {
    const pair = Math.random() < 0.5 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
    for (const kind of pair) {
      const answer = await (kind === "known" ? known() : unknown());
      seen[kind].add(`${answer.status} ${answer.seen}`);
      if (sample >= WARM_UP) times[kind].push(answer.ms);
    }
  }
  const [one, other] = [median(times.known), median(times.unknown)];
  const chance = distinguishability(times.known, times.unknown);
  const reached = `${one.toFixed(1)} and ${other.toFixed(1)} ms (AUC ${chance.toFixed(3)})`;
  note("F3", `${what}: medians of ${SAMPLES} within 5 ms, AUC 0.45 to 0.55`, reached);
  expect(seen.known).toEqual(seen.unknown);
  expect(seen.known.size).toBe(1);
  expect(Math.abs(one - other)).toBeLessThan(5);
  expect(chance).toBeGreaterThan(0.45);
  expect(chance).toBeLessThan(0.55);
}

// What differs from one request to the next in any case.
const OWN = /nonce="[^"]*"|'nonce-[^']*'|"[\w-]{21,}"|value="[^"]*"|\\?"[a-z0-9]{5,7}\\?"/g;

it("signing in says the same of people who are there and who are not, and takes as long", async () => {
  await serve({});
  const form = await hiddenOn(`${server.url}/auth/login`, "identifier");
  const tryTo = async (identifier: string): Promise<Answered> => {
    const fields = { ...form, identifier, password: "not the password" };
    const { status, ms, body, headers } = await post(`${server.url}/auth/login`, fields);
    const text = body.replaceAll(identifier, "").replaceAll(OWN, "");
    return {
      status,
      ms,
      seen: `${headers.location} ${headers["set-cookie"]} ${/role="alert".*?</.exec(text)?.[0]}`,
    };
  };
  let stranger = 0;
  await compare(
    "signing in",
    () => tryTo("ann"),
    () => tryTo(`x${stranger++}n`),
  );
});

it("asking for a token says and takes the same", async () => {
  const tryTo = async (name: string): Promise<Answered> => {
    const authorization = `Basic ${Buffer.from(`${name}:not the password`).toString("base64")}`;
    const { status, ms, body } = await ask(`${server.url}/api/tokens`, {
      method: "POST",
      headers: { authorization },
    });
    return { status, ms, seen: body };
  };
  let stranger = 0;
  await compare(
    "asking for a token",
    () => tryTo("ann"),
    () => tryTo(`x${stranger++}n`),
  );
});

it("asking for a reset says and takes the same", async () => {
  // While the mails are sent by the same process.
  await serve({ JOBS: "on", RESEND_API_KEY: "re_key", RESEND_BASE_URL: fake.url });
  const url = `${server.url}/auth/reset-password`;
  const form = await hiddenOn(url, "email");
  const tryTo = async (email: string): Promise<Answered> => {
    const { status, ms, headers } = await post(url, { ...form, email });
    // Without the second at which a cookie ends.
    return { status, ms, seen: `${headers.location} ${cookieIn(headers["set-cookie"])}` };
  };
  let stranger = 0;
  await compare(
    "asking for a reset",
    () => tryTo("ann@example.org"),
    () => tryTo(`nobody${stranger++}@example.org`),
  );
});
