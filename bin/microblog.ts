import { Refusal as ProductRefusal } from "@/lib/errors";
import { Refusal, runCommand } from "./command";
import { doctor } from "./operator/doctor";
import { inWords, type Report } from "./operator/report";
import { USER_USAGE, user } from "./operator/user";

const USAGE = `npm run microblog -- COMMAND [--json]

${USER_USAGE}
doctor                                    what is wrong with this installation; changes nothing

With --json the answer is one JSON object; put --silent after "npm run" to have nothing before it.`;

/** `npm run microblog`: what the operator of a site does by hand. */
await runCommand(async () => {
  const given = process.argv.slice(2);
  const isJson = given.includes("--json");
  const [command, ...rest] = given.filter((option) => option !== "--json");
  const report = await answer(command, rest).catch(async (error: unknown) => refused(error, isJson));
  console.log(isJson ? JSON.stringify(report.facts) : report.words);
  return report.isGood ? 0 : 1;
});

async function answer(command: string | undefined, options: string[]): Promise<Report> {
  if (command === "user") return user(options);
  if (command === "doctor" && options.length === 0) return doctor();
  throw new Refusal(USAGE);
}

/** A program that asked for JSON gets its refusals in JSON too. */
async function refused(error: unknown, isJson: boolean): Promise<Report> {
  const words =
    error instanceof ProductRefusal ? await inWords(error) : error instanceof Refusal ? error.message : null;
  if (words === null) throw error;
  if (!isJson) throw new Refusal(words);
  const code = error instanceof ProductRefusal ? error.code : "usage";
  return { isGood: false, words, facts: { error: { code, message: words } } };
}
