import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Env, parseEnv } from "@/lib/env";
import { variables } from "@/lib/env-variables";

describe(".env.example", () => {
  const lines = readFileSync(new URL("../.env.example", import.meta.url), "utf8").split("\n");
  const entries = lines.flatMap((line) => {
    const [, name, value] = /^# ([A-Z_]+)=(.*)$/.exec(line) ?? [];
    return name ? [[name, value ?? ""] as const] : [];
  });

  it("names every variable once and nothing else", () => {
    expect(entries.map(([name]) => name).sort()).toEqual(Object.keys(variables.shape).sort());
  });

  it("shows the defaults that hold", () => {
    const shown = parseEnv(Object.fromEntries(entries));
    const defaults = parseEnv({});
    for (const name of Object.keys(defaults) as (keyof Env)[]) {
      if (["authSecret", "databaseUrl", "databaseDirectUrl"].includes(name)) continue;
      expect(shown[name], name).toEqual(defaults[name]);
    }
    const withDefault = entries.filter(([, value]) => value !== "").map(([name]) => name);
    expect(withDefault).toContain("PORT");
    expect(withDefault).toContain("DATA_DIR");
  });
});
