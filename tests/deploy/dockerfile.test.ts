import { readdirSync, readFileSync } from "node:fs";
import { DockerfileParser } from "dockerfile-ast";
import { validate } from "dockerfile-utils";
import { describe, expect, it } from "vitest";
import { variables } from "@/lib/env-variables";

const read = (path: string) => readFileSync(path, "utf8");
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
    const copies = text.slice(text.lastIndexOf("\nFROM")).match(/^COPY .*$/gm) ?? [];
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.filter((copy) => !copy.startsWith("COPY --from=build "))).toEqual([]);
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
    const files = readdirSync(".").filter((name) => /^[a-z.]+\.(ts|json)$/.test(name));
    const asked = files.filter((name) => !["biome.json", "vercel.json", "next-env.d.ts"].includes(name));
    for (const name of asked) expect(lines).toContain(`!${name}`);
  });
});
