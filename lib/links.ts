/** Every address of the site in one place, so that a page can move without hunting for its links. */
export const links = {
  home: "/",
  explore: "/explore",
  search: "/search",
  messages: "/messages",
  sentMessages: "/messages/sent",
  signIn: "/auth/login",
  register: "/auth/register",
  resetPassword: "/auth/reset-password",
  editProfile: "/edit-profile",
  settings: "/settings",
  sessions: "/settings/sessions",
  profile: (username: string) => `/user/${username}`,
  popup: (username: string) => `/user/${username}/popup`,
  followers: (username: string) => `/user/${username}/followers`,
  following: (username: string) => `/user/${username}/following`,
  post: (username: string, postId: number) => `/user/${username}/posts/${postId}`,
  conversation: (username: string) => `/messages/with/${username}`,
  sendMessage: (username: string) => `/send-message/${username}`,
  avatar: (userId: number) => `/avatar/${userId}`,
  signInFor: (next: string) =>
    next === "/" ? "/auth/login?next=%2F" : `/auth/login?next=${encodeURIComponent(next)}`,
} as const;
