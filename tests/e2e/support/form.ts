import type { APIRequestContext, APIResponse } from "@playwright/test";
import { env } from "@/lib/env";

/** What our own pages send along with a form, as a browser does. */
export const OWN_HEADERS = { origin: env.appUrl, "sec-fetch-site": "same-origin" };

/** A form of a page, as a browser without a script would send it. */
export interface PageForm {
  path: string;
  /** What the page itself put in. */
  hidden: Record<string, string>;
}

/** Finds a form by the name of one of its fields or buttons. */
export async function readForm(request: APIRequestContext, path: string, by: string): Promise<PageForm> {
  const page = await request.get(path);
  return { path, hidden: hiddenFieldsOf(await page.text(), by) };
}

/** Sends a form, and follows no redirect. */
export function sendForm(
  request: APIRequestContext,
  { path, hidden }: PageForm,
  fields: Record<string, string>,
  headers: Record<string, string> = OWN_HEADERS,
): Promise<APIResponse> {
  return request.post(path, { headers, multipart: { ...hidden, ...fields }, maxRedirects: 0 });
}

interface Submission {
  /** Page with the form. */
  path: string;
  /** Name of a field or button by which the form is known. */
  by: string;
  fields: Record<string, string>;
  /** Instead of those of a browser on our own page. */
  headers?: Record<string, string>;
}

/** Reads a form and sends it. */
export async function submitForm(request: APIRequestContext, submission: Submission): Promise<APIResponse> {
  const { path, by, fields, headers } = submission;
  return sendForm(request, await readForm(request, path, by), fields, headers);
}

/** What the form with the field `by` sends along unseen. */
export const hiddenFieldsOf = (html: string, by: string): Record<string, string> =>
  valuesOf(formOf(html, by), HIDDEN);

/** All forms of a page that call the server, each with its fields as the page gives them. */
export function formsOf(html: string): Record<string, string>[] {
  const forms = [...html.matchAll(/<form\b.*?<\/form>/gs)].map(([form]) => valuesOf(form, CONTROL));
  return forms.filter((fields) => Object.keys(fields).some((name) => name.startsWith("$ACTION")));
}

const CONTROL = /<(?:input|textarea|select|button)\b[^>]*>/g;
const HIDDEN = /<input[^>]*type="hidden"[^>]*>/g;

function formOf(html: string, name: string): string {
  const form = [...html.matchAll(/<form\b.*?<\/form>/gs)].find(([text]) => text.includes(` name="${name}"`));
  if (!form) throw new Error(`no form with a "${name}"`);
  return form[0];
}

function valuesOf(form: string, controls: RegExp): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [control] of form.matchAll(controls)) {
    const name = attribute(control, "name");
    if (name) fields[name] = attribute(control, "value") ?? "";
  }
  return fields;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#x27": "'", "#39": "'" };

/** The value of an attribute in a piece of HTML as the server writes it. */
export function attribute(html: string, name: string): string | undefined {
  const value = new RegExp(` ${name}="([^"]*)"`).exec(html)?.[1];
  return value?.replaceAll(/&(#?\w+);/g, (entity, code: string) => ENTITIES[code] ?? entity);
}
