import { beforeEach } from "vitest";
import type { Transaction } from "@/db/connection";
import { authenticate, register } from "@/lib/accounts/mutations";

export const password = "correct horse battery";

/** From nowhere in particular: no limit of an address counts, and no browser is known. */
export const nowhere = { address: null, knownAccountId: null };

interface Origin {
  address: string | null;
  knownAccountId: number | null;
}

/** Ann is registered anew for each test of the suite, and somebody signs in, rightly or not. */
export function signIns(database: { readonly db: Transaction }) {
  const anyone = () => ({ db: database.db, viewer: null });
  let id: number;
  beforeEach(async () => {
    ({ id } = await register(anyone(), { username: "Ann", email: "Ann@Example.org", password }, nowhere));
  });
  return {
    anyone,
    get id() {
      return id;
    },
    tryTo: (identifier: string, given = password, origin: Origin = nowhere) =>
      authenticate(anyone(), { identifier, password: given }, origin),
  };
}
