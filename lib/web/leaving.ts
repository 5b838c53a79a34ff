/** What the launcher tells a server process that is about to be replaced. */
export const LAST_ANSWERS = "last answers";

let isLeaving = false;

/** From now on every answer is the last one on its connection, so that its client asks another process. */
export function leave(): void {
  isLeaving = true;
}

/** Whether this process is about to go. */
export const isAboutToGo = (): boolean => isLeaving;
