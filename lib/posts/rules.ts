/** Whether a viewer may delete a post: only its author may. */
export const mayDelete = (viewerId: number, post: { author: { id: number } }): boolean =>
  post.author.id === viewerId;
