import { environmentWith } from "@/lib/env";

const seconds = (name: string, usual: number) => Number(environmentWith({})[name] || usual);

/** How long a database, a mail provider or a search server is away: `ABSENCE_SECONDS=600 npm run test:safety`. */
export const ABSENCE_SECONDS = seconds("ABSENCE_SECONDS", 30);

/** How long the soak takes: `SOAK_SECONDS=600 npm run test:safety`. */
export const SOAK_SECONDS = seconds("SOAK_SECONDS", 60);

/** Time for a proof that lasts so long. */
export const ENOUGH_MS = 300_000 + (ABSENCE_SECONDS + 2 * SOAK_SECONDS) * 1_000;
