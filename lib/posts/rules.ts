/** Whether a viewer may delete a post: only its author may. */
export const mayDelete = (viewerId: number, post: { author: { id: number } }): boolean =>
  post.author.id === viewerId;

// 2000-01-01, and 12 bits for the counter below the time: drizzle/0000.
const ID_EPOCH_MS = 946_684_800_000;
const IDS_PER_MS = 4_096;

/** The least id of a post written at this instant or later. */
export const firstIdAt = (at: Date): number => Math.max(0, at.getTime() - ID_EPOCH_MS) * IDS_PER_MS;
