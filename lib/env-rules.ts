import { remedyOf } from "./env-kinds";
import { type Values, type Variable, variables } from "./env-variables";

/** What a process environment looks like before it is trusted. */
export type Source = Record<string, string | undefined>;

/** One variable that is wrong, and how to mend it. Never holds the value: it may be a secret. */
export interface Problem {
  variable: Variable;
  remedy: string;
}

/** What a site that strangers can reach must not leave to chance. */
export function whyNotPublic(values: Values, source: Source): Problem[] {
  const rules: [isBroken: boolean, variable: Variable, remedy: string][] = [
    [
      !values.AUTH_SECRET,
      "AUTH_SECRET",
      `A public site needs its own. ${remedyOf(variables.shape.AUTH_SECRET)}`,
    ],
    [
      !values.APP_URL,
      "APP_URL",
      "HOST is open to other machines: set the https address people type, or http://localhost:PORT for a trial.",
    ],
    [!!values.APP_URL?.startsWith("http:"), "APP_URL", "A public site is served by https, behind a proxy."],
    [
      !values.DATABASE_URL && !source.DATA_DIR,
      "DATA_DIR",
      "A public site names the folder of its embedded database, or sets DATABASE_URL.",
    ],
    [!values.RATE_LIMITS, "RATE_LIMITS", "Off is for loopback addresses only: unset it."],
    [
      !values.RESEND_API_KEY && !values.SMTP_URL,
      "RESEND_API_KEY",
      "A public site sends mail: set this or SMTP_URL.",
    ],
    [usesInngestDev(values), "INNGEST_DEV", "It accepts unsigned calls: unset it on a public site."],
  ];
  return rules.flatMap(([isBroken, variable, remedy]) => (isBroken ? [{ variable, remedy }] : []));
}

const usesInngestDev = ({ INNGEST_DEV }: Values) => INNGEST_DEV !== undefined && INNGEST_DEV !== "0";

/** What cannot be on without something else. */
export function whyNotTogether(values: Values): Problem[] {
  const problems: Problem[] = [];
  if (values.INNGEST_EVENT_KEY && !values.INNGEST_SIGNING_KEY && !usesInngestDev(values)) {
    const remedy = "INNGEST_EVENT_KEY is set: set the key that signs its calls.";
    problems.push({ variable: "INNGEST_SIGNING_KEY", remedy });
  }
  if (values.JOBS === "cron" && !values.CRON_SECRET) {
    const remedy = `JOBS=cron needs it. ${remedyOf(variables.shape.CRON_SECRET)}`;
    problems.push({ variable: "CRON_SECRET", remedy });
  }
  for (const variable of ["MEILISEARCH_SEARCH_KEY", "MEILISEARCH_INDEX_KEY"] as const) {
    if (!values.MEILISEARCH_URL || values[variable]) continue;
    problems.push({ variable, remedy: `MEILISEARCH_URL is set: ${remedyOf(variables.shape[variable])}` });
  }
  return problems;
}
