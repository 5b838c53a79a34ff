import { expect, test } from "../support/test";

test("every answer has a nonce of its own, on all its scripts, and takes none from outside", async ({
  person,
}) => {
  const { context } = await person("ana");
  const nonces = new Set<string>();
  for (let load = 0; load < 20; load += 1) {
    const answer = await context.request.get("/", {
      headers: { "content-security-policy": "script-src 'nonce-planted'", "x-nonce": "planted" },
    });
    const html = await answer.text();
    const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "";
    const onScripts = new Set(
      [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => /nonce="([^"]+)"/.exec(tag)?.[1]),
    );
    expect([...onScripts]).toEqual([nonce]);
    expect(html).not.toContain("planted");
    nonces.add(nonce);
  }
  expect(nonces.size).toBe(20);
});

test("no header of a request switches the policy off", async ({ request }) => {
  for (const headers of [
    { "next-router-prefetch": "1" },
    { purpose: "prefetch" },
    { "x-middleware-prefetch": "1" },
    { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
    { "next-router-segment-prefetch": "/_tree" },
  ] as Record<string, string>[]) {
    const answer = await request.get("/auth/login", { headers });
    expect(answer.headers()["content-security-policy"], JSON.stringify(headers)).toContain("nonce-");
    const forged = await request.post("/auth/login", {
      headers: { ...headers, origin: "https://evil.example" },
    });
    expect(forged.status(), JSON.stringify(headers)).toBe(403);
  }
});
