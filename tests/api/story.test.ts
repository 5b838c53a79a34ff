import createClient from "openapi-fetch";
import { describe, expect, it } from "vitest";
import { basic } from "../support/api-client";
import { apiDocument } from "../support/api-document";
import { clientTypes } from "../support/client-types";
import { servedApi } from "../support/served-api";
import type { paths } from "./client";

const api = servedApi();

describe("a client that is made from the document", () => {
  it("has the types that the document gives", async () => {
    await expect(clientTypes(apiDocument() as never)).toMatchFileSnapshot("client.d.ts");
  });

  it("becomes a member, gets a token, posts, follows, reads the feed and leaves", async () => {
    const kim = await api.member("kim");
    const herPost = await api.post(kim.id, "Kim was here");
    const client = createClient<paths>({ baseUrl: api.url });

    const registered = await client.POST("/api/users", {
      body: { username: "alice", email: "alice@example.com", password: "eleven blue doors" },
    });
    expect(registered.response.status).toBe(201);
    const alice = registered.data?.id ?? 0;

    const granted = await client.POST("/api/tokens", { headers: basic("alice", "eleven blue doors") });
    const headers = { authorization: `Bearer ${granted.data?.token}` };

    const posted = await client.POST("/api/posts", {
      headers,
      body: { body: "My first post" },
      params: { header: { "Idempotency-Key": "first" } },
    });
    expect(posted.data?.author.username).toBe("alice");

    const path = { id: kim.id };
    const followed = await client.PUT("/api/users/{id}/follow", { headers, params: { path } });
    expect(followed.response.status).toBe(204);
    const { data: entry } = await client.GET("/api/users/{id}", { headers, params: { path } });
    expect(entry?.follower_count).toBe(1);

    const feed = await client.GET("/api/feed", { headers, params: { query: { per_page: 10 } } });
    expect(feed.data?.items.map(({ id }) => id)).toEqual([posted.data?.id, herPost]);
    const changed = await client.PUT("/api/users/{id}", {
      headers,
      params: { path: { id: alice } },
      body: { about_me: "I write." },
    });
    expect(changed.data).toMatchObject({ about_me: "I write.", email: "alice@example.com", post_count: 1 });

    expect((await client.DELETE("/api/tokens", { headers })).response.status).toBe(204);
    const after = await client.GET("/api/me", { headers });
    expect(after.response.status).toBe(401);
    expect(after.error).toEqual({ error: "Unauthorized" });
  });
});
