import { type Browser, chromium, type Page } from "@playwright/test";
import { env } from "@/lib/env";
import type { Town } from "./data";

/** What a person with a slow phone gets to see of a page. */
export interface Seen {
  title: string;
  /** When the largest thing was painted. */
  paintMs: number;
  /** How far things moved that were there already. */
  shift: number;
  /** How long the page could not have answered a finger, in all. */
  blockedMs: number;
  /** Of scripts, as they were sent. */
  scriptKb: number;
}

const ROUNDS = 3;
/** As Lighthouse's "slow 4G" has it. */
const PHONE = {
  latency: 150,
  downloadThroughput: (1.6 * 1024 * 1024) / 8,
  uploadThroughput: (750 * 1024) / 8,
};
const SLOWER = 4;
const QUIET_MS = 2_000;
/** What is longer keeps a finger waiting. */
const LONG_TASK_MS = 50;

/** Loads feed, profile, sign-in page and the framework's empty page as a phone that was never here, by turns. */
export async function seenOnPhone(
  origin: string,
  empty: string,
  town: Town,
  cookie: string,
): Promise<Seen[]> {
  const browser = await chromium.launch({
    executablePath: env.chromiumPath ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
    ],
  });
  try {
    const pages = [
      { title: "_Empty page_", address: empty, cookie: "" },
      { title: "Feed", address: `${origin}/`, cookie },
      { title: "Profile", address: `${origin}/user/${town.star.username}`, cookie },
      { title: "Sign-in", address: `${origin}/auth/login`, cookie: "" },
    ];
    const all: Seen[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const page of pages) all.push(await look(browser, page));
    }
    return pages.map((page) => middleOf(all.filter(({ title }) => title === page.title)));
  } finally {
    await browser.close();
  }
}

/** Of each figure the median, which need not be from the same round. */
function middleOf(rounds: Seen[]): Seen {
  const middle = (figure: "paintMs" | "shift" | "blockedMs" | "scriptKb") =>
    rounds.map((seen) => seen[figure]).sort((one, other) => one - other)[ROUNDS >> 1] ?? Number.NaN;
  return {
    title: rounds[0]?.title ?? "",
    paintMs: middle("paintMs"),
    shift: middle("shift"),
    blockedMs: middle("blockedMs"),
    scriptKb: middle("scriptKb"),
  };
}

async function look(
  browser: Browser,
  { title, address, cookie }: { title: string; address: string; cookie: string },
) {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    deviceScaleFactor: 2,
  });
  if (cookie) await context.setExtraHTTPHeaders({ cookie });
  const page = await context.newPage();
  const control = await context.newCDPSession(page);
  await control.send("Network.enable");
  await control.send("Network.emulateNetworkConditions", { offline: false, ...PHONE });
  await control.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  let scriptBytes = 0;
  const scripts = new Set<string>();
  control.on(
    "Network.responseReceived",
    ({ requestId, type }) => void (type === "Script" && scripts.add(requestId)),
  );
  control.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) scriptBytes += encodedDataLength;
  });
  await watch(page);
  await page.goto(address, { waitUntil: "load", timeout: 60_000 });
  await page.waitForTimeout(QUIET_MS);
  const measured = await page.evaluate(
    () => (window as never as { seen: Omit<Seen, "title" | "scriptKb"> }).seen,
  );
  await context.close();
  return { title, ...measured, scriptKb: scriptBytes / 1024 };
}

/** Has the page note what its browser says about it. */
const watch = (page: Page) =>
  page.addInitScript((longMs) => {
    const seen = { paintMs: 0, shift: 0, blockedMs: 0 };
    Object.assign(window, { seen });
    // Without a function that has a name: what runs these files would ask the page for a helper of its own.
    for (const type of ["largest-contentful-paint", "layout-shift", "longtask"]) {
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as (PerformanceEntry & {
          value?: number;
          hadRecentInput?: boolean;
        })[]) {
          if (type === "longtask") seen.blockedMs += entry.duration - longMs;
          else if (type === "layout-shift") seen.shift += entry.hadRecentInput ? 0 : (entry.value ?? 0);
          else seen.paintMs = entry.startTime;
        }
      }).observe({ type, buffered: true });
    }
  }, LONG_TASK_MS);
