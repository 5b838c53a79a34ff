import type { APIRequestContext, APIResponse } from "@playwright/test";
import { env } from "@/lib/env";

/** What our own pages send along with a form, as a browser does. */
export const OWN_HEADERS = { origin: env.appUrl, "sec-fetch-site": "same-origin" };

interface Submission {
  /** Page with the form. */
  path: string;
  /** Name of a field or button by which the form is known. */
  by: string;
  fields: Record<string, string>;
  /** Instead of those of a browser on our own page. */
  headers?: Record<string, string>;
}

/** Sends a form of a page as a browser without a script does, and follows no redirect. */
export async function submitForm(request: APIRequestContext, submission: Submission): Promise<APIResponse> {
  const { path, by, fields, headers = OWN_HEADERS } = submission;
  const page = await request.get(path);
  const hidden = hiddenFieldsOf(await page.text(), by);
  return request.post(path, { headers, multipart: { ...hidden, ...fields }, maxRedirects: 0 });
}

/** What the form with the field `by` sends along unseen. */
export const hiddenFieldsOf = (html: string, by: string): Record<string, string> =>
  hiddenFields(formOf(html, by));

function formOf(html: string, name: string): string {
  const form = [...html.matchAll(/<form\b.*?<\/form>/gs)].find(([text]) => text.includes(` name="${name}"`));
  if (!form) throw new Error(`no form with a "${name}"`);
  return form[0];
}

function hiddenFields(form: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [input] of form.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const name = attribute(input, "name");
    if (name) fields[name] = attribute(input, "value") ?? "";
  }
  return fields;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/** The value of an attribute in a piece of HTML as the server writes it. */
export function attribute(html: string, name: string): string | undefined {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(html)?.[1];
  return value?.replaceAll(/&(#?\w+);/g, (entity, code: string) => ENTITIES[code] ?? entity);
}
