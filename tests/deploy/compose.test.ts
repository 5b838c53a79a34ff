import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseEnv } from "@/lib/env";
import { variables } from "@/lib/env-variables";

const read = (path: string) => readFileSync(path, "utf8");
const known = new Set(Object.keys(variables.shape));

interface Service {
  image?: string;
  profiles?: string[];
  environment?: Record<string, string>;
  healthcheck?: object;
  volumes?: string[];
  depends_on?: Record<string, { condition: string }>;
  ports?: string[];
  [key: string]: unknown;
}

describe("compose.yaml", () => {
  const text = read("compose.yaml");
  const { services, volumes } = parse(text) as {
    services: Record<string, Service>;
    volumes: Record<string, unknown>;
  };
  /** What a value is when nothing is set. */
  const byDefault = (value: string): string =>
    value.replaceAll(/\$\{[A-Z_]+:-([^${}]*(?:\$\{[^}]*\}[^${}]*)?)\}/g, (_, fallback) =>
      byDefault(fallback),
    );

  it("starts the site and its database, and the rest by profiles", () => {
    const profiles = Object.entries(services).map(([name, { profiles = [] }]) => [name, ...profiles]);
    expect(profiles).toEqual([
      ["app"],
      ["database"],
      ["search", "search"],
      ["jobs", "jobs"],
      ["mail", "mail"],
    ]);
  });

  it("names the version of every program: none changes under a site that nobody has touched", () => {
    const images = Object.values(services).flatMap(({ build, image }) => (build ? [] : [image ?? ""]));
    expect(images).toHaveLength(4);
    for (const image of images) expect(image).toMatch(/^[\w/]+:v?\d+[\w.-]*$/);
  });

  it("asks for no variable that .env.example does not describe", () => {
    const asked = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name = ""]) => name);
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.filter((name) => !known.has(name))).toEqual([]);
    const given = Object.keys(services.app?.environment ?? {});
    expect(given.filter((name) => !known.has(name))).toEqual([]);
  });

  it("has a configuration that starts when nothing is set", () => {
    const given = Object.entries(services.app?.environment ?? {});
    const env = parseEnv(Object.fromEntries(given.map(([name, value]) => [name, byDefault(value)])));
    expect(env).toMatchObject({
      isPublic: false,
      appUrl: "http://localhost:3000",
      isDatabaseEmbedded: false,
    });
    expect(new URL(env.databaseUrl).hostname).toBe("database");
  });

  it("waits for a healthy database, keeps data in named volumes and ports to the machine", () => {
    expect(services.app?.depends_on?.database).toEqual({ condition: "service_healthy" });
    expect(services.database?.healthcheck).toBeDefined();
    const used = Object.values(services).flatMap(({ volumes = [] }) =>
      volumes.map((one) => one.split(":", 1)[0]),
    );
    expect(used.toSorted()).toEqual(Object.keys(volumes).toSorted());
    const ports = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(ports.filter((port) => !port.startsWith("127.0.0.1:"))).toEqual([]);
    expect(services.app).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
  });
});
