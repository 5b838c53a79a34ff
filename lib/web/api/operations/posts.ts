import { z } from "zod";
import { env } from "../../../env";
import { LIMITS } from "../../../limits/schema";
import { requiredText } from "../../../text/schema";
import { operation } from "../operation";
import { cursorQuery, postExample, postJson, postPageJson } from "../posts-json";

const tag = "Posts";

const newPost = () =>
  z
    .strictObject({
      body: requiredText(env.postMaxLength).meta({
        description: `1 to ${env.postMaxLength} characters as people count them; not blank.`,
      }),
    })
    .meta({ id: "NewPost" });

const list = (path: string) => ({
  method: "GET" as const,
  tag,
  access: "read" as const,
  query: cursorQuery,
  success: {
    status: 200 as const,
    description: "One page, newest first.",
    schema: postPageJson,
    example: {
      items: [postExample],
      _links: { self: `${path}?per_page=25`, next: `${path}?before=${postExample.id}&per_page=25` },
    },
  },
});

const everybodys = { summary: "Everybody's posts", ...list("/api/posts") };

export const listPosts = operation({ ...everybodys, id: "listPosts", path: "/api/posts" });

export const explore = operation({
  ...everybodys,
  id: "explore",
  path: "/api/explore",
  description: "The same as `listPosts`, as the site calls it.",
});

export const readFeed = operation({
  ...list("/api/feed"),
  id: "readFeed",
  path: "/api/feed",
  summary: "One's own posts and those of the people one follows",
});

export const listPostsOfUser = operation({
  ...list("/api/users/2/posts"),
  id: "listPostsOfUser",
  path: "/api/users/{id}/posts",
  summary: "One member's posts",
  refusals: [404],
});

export const createPost = operation({
  id: "createPost",
  method: "POST",
  path: "/api/posts",
  tag,
  summary: "Write a post",
  access: "write",
  body: { schema: newPost, example: { body: postExample.body } },
  limit: LIMITS.publish,
  repetition: "operation",
  success: { status: 201, description: "The post.", schema: postJson, example: postExample },
});

export const readPost = operation({
  id: "readPost",
  method: "GET",
  path: "/api/posts/{id}",
  tag,
  summary: "One post",
  access: "read",
  success: { status: 200, description: "The post.", schema: postJson, example: postExample },
  refusals: [404],
});

export const deletePost = operation({
  id: "deletePost",
  method: "DELETE",
  path: "/api/posts/{id}",
  tag,
  summary: "Delete one of one's own posts for good",
  access: "write",
  success: { status: 204, description: "The post is gone." },
  refusals: [404],
});
