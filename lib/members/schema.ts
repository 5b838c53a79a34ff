/** What changes of an account. What is absent stays; null or blank empties. */
export interface AccountChange {
  username?: string;
  email?: string;
  displayName?: string | null;
  aboutMe?: string | null;
}
