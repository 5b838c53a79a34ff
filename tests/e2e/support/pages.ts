import { globSync } from "node:fs";

/** Who a page is looked at by, and what stands in the places of its path. */
export interface Places {
  username: string;
  postId: number;
  mailKey: string;
}

/** Every page of the site by its route, with the address at which a story finds something on it. */
export const GUEST_PAGES: Record<string, (places: Places) => string> = {
  "/auth/login": () => "/auth/login?next=%2Fexplore",
  "/auth/register": () => "/auth/register",
  "/auth/reset-password": () => "/auth/reset-password",
  "/auth/reset-password/new": () => "/auth/reset-password/new",
  "/auth/confirm-email": () => "/auth/confirm-email",
  "/dev/mailbox": () => "/dev/mailbox",
  "/dev/mailbox/[key]": ({ mailKey }) => `/dev/mailbox/${mailKey}`,
};

export const MEMBER_PAGES: Record<string, (places: Places) => string> = {
  "/": () => "/",
  "/explore": () => "/explore",
  "/search": () => "/search?q=bread",
  "/edit-profile": () => "/edit-profile",
  "/messages": () => "/messages",
  "/messages/sent": () => "/messages/sent",
  "/messages/with/[username]": ({ username }) => `/messages/with/${username}`,
  "/send-message/[username]": ({ username }) => `/send-message/${username}`,
  "/settings/account": () => "/settings/account",
  "/settings/export": () => "/settings/export",
  "/settings/sessions": () => "/settings/sessions",
  "/settings/tokens": () => "/settings/tokens",
  "/api/docs": () => "/api/docs",
  "/user/[username]": ({ username }) => `/user/${username}`,
  "/user/[username]/followers": ({ username }) => `/user/${username}/followers`,
  "/user/[username]/following": ({ username }) => `/user/${username}/following`,
  "/user/[username]/posts/[id]": ({ username, postId }) => `/user/${username}/posts/${postId}`,
};

/** What is only ever shown inside of a page, and what is shown where there is none. */
const NO_PAGES = ["/user/[username]/popup", "/[...nowhere]"];

/** The routes that have a page, by the files in `app/`. */
export function routesOfPages(): string[] {
  const routes = globSync("app/**/page.tsx").map((file) => {
    const parts = file.split("/").slice(1, -1);
    return `/${parts.filter((part) => !part.startsWith("(")).join("/")}`;
  });
  return routes.filter((route) => !NO_PAGES.includes(route));
}
