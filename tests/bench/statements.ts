import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";

/** A statement as the product sent it. */
export interface Statement {
  text: string;
  params: (string | null)[];
}

const ATTEMPTS = 3;
const WRITTEN_AFTER_MS = 150;

/**
 * The statements that one request causes, as the database's log has them. What runs in the background
 * may come between, so the shortest of three lists is the request's own.
 *
 * @param logFile of the embedded database
 * @param work makes the request
 */
export async function statementsOf(
  url: string,
  logFile: string,
  work: () => Promise<unknown>,
): Promise<Statement[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined, connection: { application_name: "bench" } });
  try {
    await setting(sql, "log_line_prefix", "%a|");
    await setting(sql, "log_statement", "all");
    const lists: Statement[][] = [];
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const { length } = await readFile(logFile, "utf8");
      await work();
      await sleep(WRITTEN_AFTER_MS);
      lists.push(parse((await readFile(logFile, "utf8")).slice(length)));
    }
    return lists.reduce((least, list) => (list.length < least.length ? list : least));
  } finally {
    await sql`alter system reset all`;
    await sql`select pg_reload_conf()`;
    await sql.end();
  }
}

async function setting(sql: postgres.Sql, name: string, value: string): Promise<void> {
  await sql.unsafe(`alter system set ${name} = '${value}'`);
  await sql`select pg_reload_conf()`;
  await sleep(WRITTEN_AFTER_MS);
}

/** Entries of the log begin at the edge and go on indented. */
function parse(log: string): Statement[] {
  const found: Statement[] = [];
  for (const entry of log.split(/\n(?!\t)/)) {
    const [, kind, text = ""] =
      /^microblog\|(LOG: {2}(?:execute \S+|statement): |DETAIL: {2}Parameters: )(.*)$/s.exec(entry) ?? [];
    const last = found.at(-1);
    if (kind?.startsWith("DETAIL")) {
      if (last) last.params = paramsOf(text);
    } else if (kind) found.push({ text: text.replaceAll("\n\t", "\n"), params: [] });
  }
  return found;
}

const paramsOf = (text: string): (string | null)[] =>
  [...text.matchAll(/\$\d+ = (?:'((?:[^']|'')*)'|NULL)/g)].map(
    ([, value]) => value?.replaceAll("''", "'") ?? null,
  );

const asIs = (number: number) => ({
  to: number,
  from: [number],
  serialize: (text: unknown) => text,
  parse: (text: string) => text,
});

/** A connection that sends statements as the product has sent them. */
export function replayer(url: string) {
  // The log gives values as they were sent: JSON and truth values are not written as such once more.
  const types = { json: asIs(114), jsonb: asIs(3802), bool: asIs(16) };
  const sql = postgres(url, { max: 1, onnotice: () => undefined, types });
  return {
    run: async (statements: Statement[]): Promise<void> => {
      for (const { text, params } of statements) await sql.unsafe(text, params, { prepare: true });
    },
    close: () => sql.end(),
  };
}
