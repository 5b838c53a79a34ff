/** Every address of the site in one place, so that a page can move without hunting for its links. */
export const links = {
  home: "/",
  explore: "/explore",
  search: "/search",
  messages: "/messages",
  signIn: "/auth/login",
  register: "/auth/register",
  resetPassword: "/auth/reset-password",
  resetPasswordBy: (secret: string) => `/auth/reset-password/${secret}`,
  /** Where a link leads once its secret is out of the address. */
  choosePassword: "/auth/reset-password/new",
  confirmEmail: "/auth/confirm-email",
  confirmEmailBy: (secret: string) => `/auth/confirm-email/${secret}`,
  editProfile: "/edit-profile",
  settings: "/settings",
  sessions: "/settings/sessions",
  account: "/settings/account",
  profile: (username: string) => `/user/${username}`,
  followers: (username: string) => `/user/${username}/followers`,
  following: (username: string) => `/user/${username}/following`,
  post: (username: string, postId: number) => `/user/${username}/posts/${postId}`,
  avatar: (userId: number) => `/avatar/${userId}`,
  mailbox: "/dev/mailbox",
  mail: (key: string) => `/dev/mailbox/${key}`,
  mailAttachment: (key: string, index: number) => `/dev/mailbox/${key}/${index}`,
  signInFor: (next: string) =>
    next === "/" ? "/auth/login?next=%2F" : `/auth/login?next=${encodeURIComponent(next)}`,
} as const;
