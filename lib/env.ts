import type { z } from "zod";
import { remedyOf } from "./env-kinds";
import { type Problem, type Source, whyNotPublic, whyNotTogether } from "./env-rules";
import { type Values, type Variable, variables } from "./env-variables";

type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<CamelCase<Tail>>}`
  : Lowercase<Name>;

type Given = { readonly [Name in Variable as CamelCase<Name>]: Values[Name] };

/** The configuration: every variable in camelCase, and what follows from them. */
export interface Env
  extends Omit<Given, "appUrl" | "databaseUrl" | "databaseDirectUrl" | "authSecret" | "mailFrom"> {
  /** Origin that people type, without a trailing slash. */
  readonly appUrl: string;
  /** Whether strangers can reach the site: `appUrl` is not a loopback address. */
  readonly isPublic: boolean;
  /** Whether `npm start` has to bring the database along, because `DATABASE_URL` is not set. */
  readonly isDatabaseEmbedded: boolean;
  readonly mailFrom: string;
  /** Throws a `ConfigurationError` when the process was started without one. So do the next two. */
  readonly authSecret: string;
  readonly databaseUrl: string;
  readonly databaseDirectUrl: string;
}

/** The configuration cannot work. The message names every wrong variable and its remedy. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  constructor(readonly problems: readonly Problem[]) {
    const lines = problems.map(({ variable, remedy }) => `  ${variable}: ${remedy}`);
    super(["The configuration is not complete or not safe:", ...lines].join("\n"));
  }
}

const isLoopback = (origin: string) =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(origin).hostname);

/** Every address of this machine is not a loopback address: whoever opens the site says its name. */
const derivedAppUrl = ({ HOST, PORT }: Values) => `http://${HOST.includes(":") ? `[${HOST}]` : HOST}:${PORT}`;

const problemsOf = ({ issues }: z.ZodError): Problem[] =>
  [...new Set(issues.map(({ path }) => path[0] as Variable))].map((variable) => ({
    variable,
    remedy: remedyOf(variables.shape[variable]),
  }));

const camelCase = (name: string) => name.toLowerCase().replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** Reading it without having it is an error; being without it is not, for `npm start` brings it along. */
function demanded(values: Values, variable: "AUTH_SECRET" | "DATABASE_URL"): string {
  const value = values[variable];
  if (value) return value;
  throw new ConfigurationError([
    { variable, remedy: "Start with `npm start`, which provides it, or set it." },
  ]);
}

/**
 * Reads a configuration. An empty variable counts as unset; unknown ones are ignored.
 * @throws ConfigurationError naming every variable that is wrong, never its value
 */
export function parseEnv(given: Source): Env {
  const source = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
  const parsed = variables.safeParse(source);
  if (!parsed.success) throw new ConfigurationError(problemsOf(parsed.error));
  const values = parsed.data;
  const appUrl = values.APP_URL ?? derivedAppUrl(values);
  const isPublic = !isLoopback(appUrl);
  const problems = [...(isPublic ? whyNotPublic(values, source) : []), ...whyNotTogether(values)];
  if (problems.length > 0) throw new ConfigurationError(problems);

  const plain = Object.fromEntries(Object.entries(values).map(([name, value]) => [camelCase(name), value]));
  return Object.freeze({
    ...(plain as unknown as Given),
    appUrl,
    isPublic,
    isDatabaseEmbedded: !values.DATABASE_URL,
    mailFrom: values.MAIL_FROM ?? `no-reply@${new URL(appUrl).hostname}`,
    get authSecret() {
      return demanded(values, "AUTH_SECRET");
    },
    get databaseUrl() {
      return demanded(values, "DATABASE_URL");
    },
    get databaseDirectUrl() {
      return values.DATABASE_DIRECT_URL ?? demanded(values, "DATABASE_URL");
    },
  });
}

let parsedOnce: Env | undefined;

function processEnv(): Env {
  parsedOnce ??= parseEnv(process.env);
  return parsedOnce;
}

/** The configuration of this process, read and checked when the first property is asked for. */
export const env: Env = new Proxy(Object.freeze({}) as Env, {
  get: (_, name) => processEnv()[name as keyof Env],
});

/** Makes this process one of a site that was opened here: what was brought along is configured from now on. */
export function adoptEnvironment(environment: Source): void {
  for (const [name, value] of Object.entries(environment)) {
    // Assigned as it is, it would become the word.
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  parsedOnce = undefined;
}

/** The environment for a process started by this one: the same, with some variables set otherwise. */
export function environmentWith(changes: Source): NodeJS.ProcessEnv {
  return { ...process.env, ...changes };
}

/** Whether this is `npm run dev`; rights and safety never depend on it. */
export const isDevelopment = process.env.NODE_ENV === "development";

/** The framework takes the key of what its actions carry along from the environment only. */
export function announceActionKey(key: string): void {
  process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = key;
}

/** next-auth takes its address from the environment only; it gets the one that everything else uses. */
export function announceAddressToNextAuth(): void {
  process.env.NEXTAUTH_URL = env.appUrl;
}
