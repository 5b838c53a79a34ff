import type { NotificationView } from "./schema";

/** How many posts a feed has above what its page shows. Reckoned when asked for, never stored. */
export const newsOf = (count: number, timestamp: number): NotificationView => ({
  name: "new_posts",
  data: count,
  timestamp,
});
