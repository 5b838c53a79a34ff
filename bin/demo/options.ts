import { parseArgs } from "node:util";
import { Refusal } from "../command";

/** What `npm run demo --` is asked for. */
export interface DemoOptions {
  people: number;
  posts: number;
  /** Take the demo people who are there away first. */
  reset: boolean;
  /** Also into a configured database that has other people's accounts. */
  force: boolean;
}

const LIMITS = { people: { least: 10, most: 1_000 }, posts: { least: 100, most: 20_000 } };
const USAGE = "npm run demo -- [--people 50] [--posts 4000] [--reset] [--force]";

/** @throws Refusal with the usage where the command line is not understood */
export function demoOptions(given: string[]): DemoOptions {
  try {
    const { values } = parseArgs({
      args: given,
      options: {
        people: { type: "string", default: "50" },
        posts: { type: "string", default: "4000" },
        reset: { type: "boolean", default: false },
        force: { type: "boolean", default: false },
      },
    });
    return { ...values, people: amount("people", values.people), posts: amount("posts", values.posts) };
  } catch (error) {
    throw new Refusal(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function amount(name: keyof typeof LIMITS, given: string): number {
  const { least, most } = LIMITS[name];
  const number = Number(given);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  throw new Error(`--${name} is a number from ${least} to ${most}.`);
}

/** What decides whether invented people may be let in. */
interface Ground {
  /** Whether strangers can reach the site. */
  isPublic: boolean;
  /** Whether the database is the one that `npm start` brings along. */
  isDatabaseEmbedded: boolean;
  /** Accounts of people who are not of the demo. */
  others: number;
}

/**
 * Why the demo is refused, or null. Its password is known to all: so never on a public site, and not
 * into somebody's configured database by mistake.
 */
export function whyNoDemo({ isPublic, isDatabaseEmbedded, others }: Ground, force: boolean): string | null {
  if (isPublic)
    return "This is a public site (APP_URL is not a loopback address), and the demo's password is known to all.";
  if (!isDatabaseEmbedded && others > 0 && !force)
    return `Others have accounts in the database of DATABASE_URL (${others} of them). To let the demo join them: --force.`;
  return null;
}
