import { describe, expect, it } from "vitest";
import { OPERATIONS } from "@/lib/web/api/operations";
import { apiReading } from "@/lib/web/api/reading";
import { apiDocument, complaintAbout } from "../support/api-document";
import { servedApi } from "../support/served-api";

const api = servedApi();

describe("the document", () => {
  it("is served to everybody, and kept by the client", async () => {
    const { status, json, headers } = await api.call("/api/openapi.json");
    expect(status).toBe(200);
    expect(json).toMatchObject({ openapi: "3.1.1", servers: [{ url: "http://localhost:3000" }] });
    const again = await api.call("/api/openapi.json", {
      headers: { "if-none-match": headers.get("etag") ?? "" },
    });
    expect(again.status).toBe(304);
  });

  it("names every operation once", () => {
    const ids = OPERATIONS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const described = Object.values(apiDocument().paths).flatMap((methods) => Object.values(methods));
    expect(
      described.map((operation) => (operation as unknown as { operationId: string }).operationId),
    ).toHaveLength(ids.length);
  });

  it("refers to nothing that is not there", () => {
    const text = JSON.stringify(apiDocument());
    const document = apiDocument() as unknown as { components: Record<string, Record<string, unknown>> };
    const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+)\/([\w-]+)"/g)];
    expect(references.length).toBeGreaterThan(50);
    for (const [, kind = "", name = ""] of references) expect(document.components[kind]).toHaveProperty(name);
    expect(text).not.toContain("#/$defs");
  });

  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    "has good examples for %s",
    (_, { body, success, path, method }) => {
      if (body) expect(body.schema().safeParse(body.example).error).toBeUndefined();
      if (!success.schema) return;
      const response = apiDocument().paths[path]?.[method.toLowerCase()]?.responses[success.status];
      const schema = response?.content?.["application/json"]?.schema ?? {};
      expect(complaintAbout(success.example, schema)).toBe("");
    },
  );

  it("is told in full on the page about the API", () => {
    const told = apiReading().chapters.flatMap(({ operations }) => operations.map(({ id }) => id));
    expect(told.toSorted()).toEqual(OPERATIONS.map(({ id }) => id).toSorted());
  });
});
