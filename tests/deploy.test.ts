import { readdirSync, readFileSync } from "node:fs";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { parseEnv } from "@/lib/env";
import { variables } from "@/lib/env-variables";

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const known = new Set(Object.keys(variables.shape));

describe("Dockerfile", () => {
  const text = read("Dockerfile");
  const dockerfile = DockerfileParser.parse(text);
  const stages = dockerfile.getFROMs();
  const last = stages.at(-1)?.getRange()?.start.line ?? 0;
  const inLast = dockerfile.getInstructions().filter((one) => (one.getRange()?.start.line ?? 0) > last);
  const inLastNamed = (keyword: string) => inLast.filter((one) => one.getKeyword() === keyword);

  it("is well formed", () => {
    expect(validate(text).map(({ message }) => message)).toEqual([]);
  });

  it("builds by the repository's own steps, in a stage that is left behind", () => {
    expect(stages.length).toBe(2);
    expect(text).toMatch(/^RUN npm ci\b/m);
    expect(text).toMatch(/^RUN npm run build$/m);
    expect(stages.every((from) => /:[\w.-]+$/.test(from.getImage() ?? ""))).toBe(true);
    expect(stages.every((from) => from.getImageTag() !== "latest")).toBe(true);
    const copied = inLastNamed("COPY").map((one) => one.getArgumentsContent() ?? "");
    expect(copied.every((what) => what.startsWith("--from=build "))).toBe(true);
  });

  it("runs as nobody special, without a shell between signals and the program", () => {
    const [user] = inLastNamed("USER");
    expect(user?.getArgumentsContent()).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
    for (const keyword of ["ENTRYPOINT", "CMD"]) {
      const [one] = inLastNamed(keyword);
      expect(JSON.parse(one?.getArgumentsContent() ?? "")).toBeInstanceOf(Array);
    }
    const [health] = inLastNamed("HEALTHCHECK");
    expect(health?.getArgumentsContent()).toContain('CMD ["node",');
    expect(health?.getArgumentsContent()).toContain("/healthz");
  });

  it("holds no setting that the program does not know, and no secret", () => {
    const [settings] = inLastNamed("ENV");
    const given = Object.fromEntries(
      (settings?.getArgumentsContent() ?? "").split(/\s+/).map((pair) => pair.split("=") as [string, string]),
    );
    const { NODE_ENV, ...own } = given;
    expect(NODE_ENV).toBe("production");
    expect(Object.keys(own).filter((name) => !known.has(name))).toEqual([]);
    expect(Object.keys(own).filter((name) => /SECRET|KEY|URL/.test(name))).toEqual([]);
  });

  it("is given every source of the build, and no configuration", () => {
    const lines = read(".dockerignore").trim().split("\n");
    expect(lines[0]).toBe("*");
    expect(lines).toContain("**/.env*");
    const needed = ["app", "bin", "components", "db", "drizzle", "lib", "messages", "public"];
    for (const name of needed) expect(lines).toContain(`!${name}`);
    const files = readdirSync(new URL("..", import.meta.url)).filter((name) => /^[a-z.]+\.(ts|json)$/.test(name));
    const asked = files.filter((name) => !["biome.json", "vercel.json", "next-env.d.ts"].includes(name));
    for (const name of asked) expect(lines).toContain(`!${name}`);
  });
});

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
    value.replaceAll(/\$\{[A-Z_]+:-([^${}]*(?:\$\{[^}]*\}[^${}]*)?)\}/g, (_, fallback) => byDefault(fallback));

  it("starts the site and its database, and the rest by profiles", () => {
    const profiles = Object.entries(services).map(([name, { profiles = [] }]) => [name, ...profiles]);
    expect(profiles).toEqual([["app"], ["database"], ["search", "search"], ["jobs", "jobs"], ["mail", "mail"]]);
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
    expect(env).toMatchObject({ isPublic: false, appUrl: "http://localhost:3000", isDatabaseEmbedded: false });
    expect(new URL(env.databaseUrl).hostname).toBe("database");
  });

  it("waits for a healthy database, keeps data in named volumes and ports to the machine", () => {
    expect(services.app?.depends_on?.database).toEqual({ condition: "service_healthy" });
    expect(services.database?.healthcheck).toBeDefined();
    const used = Object.values(services).flatMap(({ volumes = [] }) => volumes.map((one) => one.split(":", 1)[0]));
    expect(used.toSorted()).toEqual(Object.keys(volumes).toSorted());
    const ports = Object.values(services).flatMap(({ ports = [] }) => ports);
    expect(ports.filter((port) => !port.startsWith("127.0.0.1:"))).toEqual([]);
    expect(services.app).toMatchObject({ read_only: true, cap_drop: ["ALL"] });
  });
});

describe("the examples", () => {
  it("name only addresses, variables and commands that there are", () => {
    const all = ["deploy/nginx.conf", "deploy/Caddyfile", "deploy/microblog.service", "docs/deploy.md", "docs/scaling.md"];
    const scripts = Object.keys(JSON.parse(read("package.json")).scripts);
    for (const path of all) {
      const text = read(path);
      const named = [...text.matchAll(/npm run (?:--silent )?([\w:]+)/g)].map(([, name = ""]) => name);
      expect(named.filter((name) => !scripts.includes(name)), path).toEqual([]);
      const set = [...text.matchAll(/\b([A-Z]+(?:_[A-Z]+)+)=/g)].map(([, name = ""]) => name);
      expect(set.filter((name) => !known.has(name) && name !== "NODE_ENV"), path).toEqual([]);
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
