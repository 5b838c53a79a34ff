import { pageQuery } from "../numbers";
import { operation } from "../operation";
import { userExample, userPageJson } from "../people-json";

const tag = "Users";

const onePage = { page: 1, per_page: 10, total_pages: 1, total_items: 1 };

const pageExample = (path: string) => ({
  items: [userExample],
  _meta: onePage,
  _links: { self: `${path}?page=1&per_page=10`, next: null, prev: null },
});

export const listUsers = operation({
  id: "listUsers",
  method: "GET",
  path: "/api/users",
  tag,
  summary: "Everybody, by id",
  access: "read",
  query: pageQuery,
  success: {
    status: 200,
    description: "One page.",
    schema: userPageJson,
    example: pageExample("/api/users"),
  },
});

export const listFollowers = operation({
  id: "listFollowers",
  method: "GET",
  path: "/api/users/{id}/followers",
  tag,
  summary: "Who follows a member, by id",
  access: "read",
  query: pageQuery,
  success: {
    status: 200,
    description: "One page.",
    schema: userPageJson,
    example: pageExample("/api/users/1/followers"),
  },
  refusals: [404],
});

const followed = {
  method: "GET",
  tag,
  access: "read",
  query: pageQuery,
  success: {
    status: 200,
    description: "One page.",
    schema: userPageJson,
    example: pageExample("/api/users/1/followed"),
  },
  refusals: [404],
} as const;

export const listFollowed = operation({
  ...followed,
  id: "listFollowed",
  path: "/api/users/{id}/followed",
  summary: "Whom a member follows, by id",
});

export const listFollowing = operation({
  ...followed,
  id: "listFollowing",
  path: "/api/users/{id}/following",
  summary: "The same as `listFollowed`, by its newer name",
});
