import { z } from "zod";
import type { PageNumber } from "@/db/numbered";
import { env } from "../../env";
import type { Member } from "../../members/queries";
import type { Person } from "../../people/queries";
import { tutorialInstant } from "../../text/rules";
import { PER_PAGE_MAX } from "./numbers";

/** A picture's address for programs, which may be anywhere. */
export const absolute = (address: string): string => new URL(address, env.appUrl).href;

const id = z.int().positive();
/** RFC 3339, in UTC. */
export const moment = z.string().meta({ format: "date-time" });
const count = z.int().nonnegative();
const path = z.string();

/** Somebody in a list or in their own entry (the tutorial, chapter 23). */
export const userJson = z
  .object({
    id,
    username: z.string(),
    name: z.string().nullable().meta({ description: "The display name, where there is one." }),
    email: z.string().optional().meta({ description: "Only in one's own entry." }),
    last_seen: moment,
    about_me: z.string().nullable(),
    post_count: count,
    follower_count: count,
    followed_count: count,
    _links: z.object({
      self: path,
      followers: path,
      followed: path,
      posts: path,
      avatar: z.url().meta({ description: "A picture; absolute, of 128 pixels where it has a size." }),
    }),
  })
  .meta({ id: "User", description: "A member." });
type UserJson = z.input<typeof userJson>;

export const userExample: UserJson = {
  id: 2,
  username: "susan",
  name: "Susan Díaz",
  last_seen: "2026-11-27T18:02:11.120000Z",
  about_me: "I walk and I write.",
  post_count: 3,
  follower_count: 0,
  followed_count: 1,
  _links: {
    self: "/api/users/2",
    followers: "/api/users/2/followers",
    followed: "/api/users/2/followed",
    posts: "/api/users/2/posts",
    avatar: "http://127.0.0.1:3000/avatar/2",
  },
};

export const userPath = (userId: number) => `/api/users/${userId}`;

/** @param hasEmail whether it is the asker's own entry, told with the email */
export function userOf(member: Member, hasEmail = false): UserJson {
  const self = userPath(member.id);
  return {
    id: member.id,
    username: member.username,
    name: member.displayName,
    ...(hasEmail && member.email !== null && { email: member.email }),
    last_seen: tutorialInstant(member.lastSeenAt),
    about_me: member.aboutMe,
    post_count: member.posts,
    follower_count: member.followers,
    followed_count: member.following,
    _links: {
      self,
      followers: `${self}/followers`,
      followed: `${self}/followed`,
      posts: `${self}/posts`,
      avatar: absolute(member.avatar),
    },
  };
}

/** Somebody beside what they wrote. */
export const authorJson = z
  .object({
    id,
    username: z.string(),
    name: z.string().nullable(),
    _links: z.object({ self: path, avatar: z.url() }),
  })
  .meta({ id: "Author", description: "Who wrote something." });

export const authorOf = (person: Person): z.input<typeof authorJson> => ({
  id: person.id,
  username: person.username,
  name: person.displayName,
  _links: { self: userPath(person.id), avatar: absolute(person.avatar) },
});

/** A numbered page of members (the tutorial, chapter 23). */
export const userPageJson = z
  .object({
    items: z.array(userJson).max(PER_PAGE_MAX),
    _meta: z.object({ page: id, per_page: id, total_pages: count, total_items: count }),
    _links: z.object({ self: path, next: path.nullable(), prev: path.nullable() }),
  })
  .meta({ id: "UserPage", description: "One page of a list of members." });

/** @param address of the list, without a query */
export function userPageOf(
  { items, total }: { items: Member[]; total: number },
  { page, perPage }: PageNumber,
  address: string,
): z.input<typeof userPageJson> {
  const pages = Math.ceil(total / perPage);
  const at = (number: number) => `${address}?page=${number}&per_page=${perPage}`;
  return {
    items: items.map((member) => userOf(member)),
    _meta: { page, per_page: perPage, total_pages: pages, total_items: total },
    _links: {
      self: at(page),
      next: page < pages ? at(page + 1) : null,
      prev: page > 1 ? at(page - 1) : null,
    },
  };
}
