import { closeDatabase, database } from "@/lib/database";
import { adoptEnvironment, ConfigurationError, env } from "@/lib/env";
import { runningDatabase } from "../site";
import { checkDatabase, checkJobs } from "./database-checks";
import { type Finding, failed, ok, warning } from "./finding";
import { type Report, table } from "./report";
import { checkMail, checkSearch } from "./service-checks";

/** Looks at everything an installation rests on. Writes nothing, and starts nothing. */
export async function doctor(): Promise<Report> {
  const configuration = checkConfiguration();
  const findings = isUsable(configuration) ? [...configuration, ...(await checkAround())] : configuration;
  const isGood = isUsable(findings);
  return { isGood, words: wordsOf(findings), facts: { isGood, findings } };
}

const isUsable = (findings: Finding[]) => findings.every(({ state }) => state !== "failed");

function checkConfiguration(): Finding[] {
  try {
    const kind = env.isPublic ? "public" : "on a loopback address";
    const findings = [ok("configuration", `complete; the site at ${env.appUrl} is ${kind}`)];
    const isBehindProxy = env.isPublic && env.trustProxyHops === 0;
    if (!isBehindProxy) return findings;
    const found = "no proxy is trusted: everybody has the proxy's address, and shares its limits";
    return [...findings, warning("proxy", found, "Set TRUST_PROXY_HOPS to the number of proxies in front.")];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ variable, remedy }) => failed(variable, "missing or wrong", remedy));
  }
}

async function checkAround(): Promise<Finding[]> {
  const [mail, search, stored] = await Promise.all([checkMail(), checkSearch(), checkStored()]);
  return [...stored, mail, search];
}

async function checkStored(): Promise<Finding[]> {
  const url = env.isDatabaseEmbedded ? await runningDatabase() : env.databaseUrl;
  if (!url)
    return [failed("database", "the one that comes along does not run", "Start the site: npm start.")];
  adoptEnvironment({ DATABASE_URL: readOnly(url) });
  try {
    const findings = await checkDatabase(database());
    return isUsable(findings) ? [...findings, await checkJobs(database())] : findings;
  } finally {
    await closeDatabase();
  }
}

/** The database itself refuses whatever a check might write by mistake. */
function readOnly(url: string): string {
  const restricted = new URL(url);
  restricted.searchParams.set("default_transaction_read_only", "on");
  return restricted.href;
}

const MARKS = { ok: "ok", warning: "look", failed: "FAILED" } as const;

function wordsOf(findings: Finding[]): string {
  const rows = findings.flatMap(({ check, state, found, remedy }) => [
    [MARKS[state], check, found],
    ...(remedy ? [["", "", `-> ${remedy}`]] : []),
  ]);
  return table(rows);
}
