import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../support/database";
import { note } from "../support/figures";
import { member, PASSWORD } from "../support/members";
import { signIn, submit } from "../support/script-free";
import { ask, type BuiltServer, builtServer, SECRET } from "../support/server";

const NEW_PASSWORD = "a brand new password";
const fresh = freshDatabase({ max: 5 });
let server: BuiltServer;

beforeAll(async () => {
  server = await builtServer({ DATABASE_URL: fresh.url, AUTH_SECRET: SECRET });
  await server.start();
});
afterAll(async () => {
  await server?.kill("SIGKILL");
});

it("a change of the password ends old sessions that are asking at the same moment", async () => {
  await member(fresh.db, "racer");
  const [own, old] = [
    await signIn(server.url, "racer", PASSWORD),
    await signIn(server.url, "racer", PASSWORD),
  ];
  const asked: { from: number; status: number }[] = [];
  let isOver = false;
  const asking = Array.from({ length: 20 }, async () => {
    while (!isOver) {
      const from = performance.now();
      asked.push({ from, status: (await ask(`${server.url}/notifications`, { headers: old })).status });
    }
  });
  const fields = { password: NEW_PASSWORD, passwordAgain: NEW_PASSWORD, currentPassword: PASSWORD };
  const changed = await submit(server.url, "/settings/account", fields, own);
  const changedAt = performance.now();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  isOver = true;
  await Promise.all(asking);
  const after = asked.filter(({ from }) => from > changedAt);
  const letIn = after.filter(({ status }) => status === 200);
  note("C6", "requests of old sessions let in after the change: 0", `${letIn.length} of ${after.length}`);
  expect(changed.status).toBe(303);
  expect(asked.some(({ status }) => status === 200)).toBe(true);
  expect(after.length).toBeGreaterThan(20);
  expect(letIn).toEqual([]);
});
