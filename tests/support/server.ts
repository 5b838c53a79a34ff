import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { type IncomingHttpHeaders, request } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { dyingWithUs } from "@/bin/child";
import { memoryEnvironment, memoryFlags } from "@/bin/memory";
import { environmentWith } from "@/lib/env";
import { hiddenFieldsOf } from "../e2e/support/form";

/** The built server as a process of its own. */
export interface BuiltServer {
  url: string;
  /** All it has written so far, standard error included. */
  output(): string;
  /** Starts it, also again after a kill; resolves when it answers. */
  start(): Promise<void>;
  kill(signal: "SIGKILL" | "SIGTERM"): Promise<void>;
  /** Of the process that runs at the moment. */
  readonly pid: number;
}

/** The `AUTH_SECRET` of the sites that the proofs start, unless they say another. */
export const SECRET = "proves-what-the-proofs-prove-0123456789";

const usual = (): NodeJS.ProcessEnv => ({
  PATH: environmentWith({}).PATH,
  ...{ NODE_ENV: "production", RATE_LIMITS: "off", AUTH_SECRET: SECRET },
});

const SERVER = join(".next", "standalone", "server.js");
const STARTS_WITHIN_MS = 30_000;
const ANSWERS_WITHIN_MS = 60_000;

/** @param env what is to be known beside a secret and the address */
export async function builtServer(env: Record<string, string>): Promise<BuiltServer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | undefined;
  let output = "";

  const isRunning = () => child?.exitCode === null && child.signalCode === null;
  const start = async () => {
    // It would answer in the name of the one that could not take its port.
    if (isRunning()) throw new Error("The server runs already.");
    const address = { PORT: String(port), HOSTNAME: "127.0.0.1", HOST: "127.0.0.1", APP_URL: url };
    // A run that is interrupted leaves nothing behind.
    const [program = "", ...words] = [...dyingWithUs(), process.execPath, ...memoryFlags(), SERVER];
    child = spawn(program, words, {
      env: { ...memoryEnvironment, ...usual(), ...address, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    for (const deadline = Date.now() + STARTS_WITHIN_MS; Date.now() < deadline; ) {
      const answer = await ask(`${url}/healthz`).catch(() => null);
      if (answer?.status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The server does not answer:\n${output.slice(-2_000)}`);
  };

  const kill = async (signal: "SIGKILL" | "SIGTERM") => {
    if (!child || !isRunning()) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  };
  return {
    url,
    output: () => output,
    start,
    kill,
    get pid() {
      return child?.pid ?? 0;
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  ms: number;
}

/** A request as anybody may write it: with any header, and without following where it leads. */
export function ask(url: string, { method = "GET", headers = {}, body }: Asked = {}): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const call = request(url, { method, headers }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
      answer.on("end", () => {
        const ms = performance.now() - startedAt;
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text, ms });
      });
    });
    call.setTimeout(ANSWERS_WITHIN_MS, () => call.destroy(new Error("The server does not answer.")));
    call.on("error", reject);
    call.end(body);
  });
}

/** Fields as JSON; ids are numbers there. */
export const jsonOf = (fields: Record<string, string>): string =>
  JSON.stringify(fields, (_, value) => (/^\d+$/.test(value) ? Number(value) : value));

/** What the form with the field `by` on a page sends along unseen. */
export const hiddenOn = async (url: string, by: string, headers: Record<string, string> = {}) =>
  hiddenFieldsOf((await ask(url, { headers })).body, by);

/** Sends a form as a browser without a script does. */
export function post(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const boundary = "----proof";
  const parts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const body = `${parts.join("")}--${boundary}--\r\n`;
  const type = `multipart/form-data; boundary=${boundary}`;
  const own = { origin: new URL(url).origin, "content-type": type };
  return ask(url, { method: "POST", headers: { ...own, ...headers }, body });
}
