import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { variables } from "@/lib/env-variables";

const read = (path: string) => readFileSync(path, "utf8");
const known = new Set(Object.keys(variables.shape));

describe("the examples", () => {
  it("name only addresses, variables and commands that there are", () => {
    const all = [
      "deploy/nginx.conf",
      "deploy/Caddyfile",
      "deploy/microblog.service",
      "deploy/clone.conf",
      "docs/deploy.md",
      "docs/scaling.md",
    ];
    const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
    for (const path of all) {
      const text = read(path);
      const named = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = ""]) => name);
      expect(
        named.filter((name) => !scripts.includes(name)),
        path,
      ).toEqual([]);
      const set = [...text.matchAll(/\b([A-Z]+(?:_[A-Z]+)+)=/g)].map(([, name = ""]) => name);
      expect(
        set.filter((name) => !known.has(name) && name !== "NODE_ENV"),
        path,
      ).toEqual([]);
    }
    expect(read("deploy/nginx.conf")).toContain("/notifications/stream");
    expect(read("deploy/nginx.conf")).not.toContain("$proxy_add_x_forwarded_for");
  });

  it("let the clock of Vercel call a door that there is", () => {
    const { crons, functions } = JSON.parse(read("vercel.json"));
    expect(crons).toMatchObject([{ path: "/api/cron" }]);
    for (const path of Object.keys(functions)) expect(read(path)).toBeTruthy();
  });
});
