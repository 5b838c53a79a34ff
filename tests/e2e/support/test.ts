import {
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
  test as playwright,
} from "@playwright/test";
import type { Database } from "@/db/connection";
import type { ProfileInput } from "@/lib/people/schema";
import { openDatabase } from "./database";
import { type Member, makeMember, signIn } from "./member";
import { type Watch, watch } from "./watch";

/** A browser of its own, with one page open; what it complains about fails the story. */
export interface Browser {
  page: Page;
  context: BrowserContext;
  watch: Watch;
}

/** Somebody at a browser. */
export interface Person extends Member, Browser {}

export type Browse = (options?: BrowserContextOptions) => Promise<Browser>;

interface TestFixtures {
  /** Makes an account that nobody is signed in to. */
  member: (name: string, profile?: Partial<ProfileInput>) => Promise<Member>;
  browse: Browse;
  /** Makes an account, or takes one, and opens a browser in which it is signed in. */
  person: (
    who: string | Member,
    profile?: Partial<ProfileInput>,
    options?: BrowserContextOptions,
  ) => Promise<Person>;
  /** Whether this browser runs scripts. */
  isScripted: boolean;
}

/** What a configuration of the stories may say. */
export interface StoryOptions {
  /** Complaints of browsers that belong to every story. */
  tolerated: RegExp | undefined;
}

interface WorkerFixtures {
  db: Database;
}

export const test = playwright.extend<TestFixtures & StoryOptions, WorkerFixtures>({
  tolerated: [undefined, { option: true }],
  db: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants a pattern here.
    async ({}, use) => {
      const connection = await openDatabase();
      await use(connection.db);
      await connection.close();
    },
    { scope: "worker" },
  ],
  isScripted: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),
  member: async ({ db }, use) => use((name, profile) => makeMember(db, name, profile)),
  browse: async ({ browser, tolerated }, use) => {
    const opened: { context: BrowserContext; watch: Watch }[] = [];
    await use(async (options) => {
      const context = await browser.newContext(options);
      const watched = await watch(context);
      if (tolerated) watched.tolerate(tolerated);
      opened.push({ context, watch: watched });
      return { page: await context.newPage(), context, watch: watched };
    });
    await Promise.all(opened.map(({ context }) => context.close()));
    expect(opened.flatMap(({ watch }) => watch.complaints)).toEqual([]);
  },
  person: async ({ browse, member }, use) => {
    await use(async (who, profile, options) => {
      const account = typeof who === "string" ? await member(who, profile) : who;
      const browser = await browse(options);
      await signIn(browser.context.request, account);
      return { ...account, ...browser };
    });
  },
});

export { expect };
