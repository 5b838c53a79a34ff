import type { BrowserContext } from "@playwright/test";

/** What a browser complained about while a story was told. A story that ends with any has failed. */
export interface Watch {
  readonly complaints: string[];
  /** Complaints that belong to the story, such as the browser's own about a page with an error status. */
  tolerate(pattern: RegExp): void;
}

/** Notes errors and warnings of the console, uncaught errors, violations of the policy, and dialogs. */
export async function watch(context: BrowserContext): Promise<Watch> {
  const complaints: string[] = [];
  const tolerated: RegExp[] = [];
  const note = (complaint: string) => {
    if (!tolerated.some((pattern) => pattern.test(complaint))) complaints.push(complaint);
  };
  context.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") {
      note(`${message.type()} at ${message.location().url}: ${message.text()}`);
    }
  });
  context.on("weberror", (event) => note(`uncaught at ${event.page()?.url()}: ${event.error()}`));
  context.on("dialog", async (dialog) => {
    note(`dialog at ${dialog.page()?.url()}: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await context.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`);
    });
  });
  return { complaints, tolerate: (pattern) => tolerated.push(pattern) };
}
