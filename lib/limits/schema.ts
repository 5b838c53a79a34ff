/** So many times within so many seconds. Counted in the database, so that every process counts together. */
export interface Limit {
  /** First part of the stored key. */
  name: string;
  hits: number;
  windowSeconds: number;
}

const minutes = (count: number) => count * 60;
const hours = (count: number) => count * 3600;

/** What one account or one address may do (docs/safety.md, F; Mastodon's figures where it has them). */
export const LIMITS = {
  signInOfAccount: { name: "sign-in-account", hits: 10, windowSeconds: minutes(15) },
  signInFromAddress: { name: "sign-in-address", hits: 25, windowSeconds: minutes(5) },
  // As many as REGISTRATIONS_PER_ADDRESS says; five unless it is set.
  registerFromAddress: { name: "register-address", hits: 5, windowSeconds: minutes(30) },
  resetOfEmail: { name: "reset-email", hits: 5, windowSeconds: minutes(30) },
  resetFromAddress: { name: "reset-address", hits: 25, windowSeconds: minutes(5) },
  confirmEmail: { name: "confirm-email", hits: 5, windowSeconds: minutes(30) },
  provePassword: { name: "prove-password", hits: 10, windowSeconds: minutes(10) },
  translate: { name: "translate", hits: 60, windowSeconds: minutes(10) },
  publish: { name: "publish", hits: 30, windowSeconds: minutes(10) },
  export: { name: "export", hits: 2, windowSeconds: hours(24) },
  import: { name: "import", hits: 10, windowSeconds: hours(24) },
  message: { name: "message", hits: 60, windowSeconds: hours(1) },
  follow: { name: "follow", hits: 400, windowSeconds: hours(24) },
  createToken: { name: "create-token", hits: 20, windowSeconds: hours(1) },
  apiOfToken: { name: "api-token", hits: 300, windowSeconds: minutes(5) },
  apiOfMember: { name: "api-member", hits: 1_500, windowSeconds: minutes(5) },
  apiFromAddress: { name: "api-address", hits: 300, windowSeconds: minutes(5) },
  wrongTokenFromAddress: { name: "wrong-token", hits: 30, windowSeconds: minutes(1) },
  editProfile: { name: "edit-profile", hits: 30, windowSeconds: minutes(10) },
} as const satisfies Record<string, Limit>;
