import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll } from "vitest";
import type { Database } from "@/db/connection";
import { freshDatabase } from "./database";
import { type Providers, startProviders } from "./fakes/providers";
import { type BuiltServer, builtServer, SECRET } from "./server";
import { type Visitor, visitors } from "./visitors";

/** A site that sends its mail by a fake provider, with one member. Each proof starts a server of its own. */
export interface MailingSite {
  readonly db: Database;
  readonly fake: Providers;
  /** The `DATA_DIR`. */
  readonly folder: string;
  readonly ann: Visitor;
  /** For other commands on the same site. */
  environment(): Record<string, string>;
  /** Starts a server, which is killed after the proof. */
  serve(settings?: Record<string, string>): Promise<BuiltServer>;
}

export function mailingSite(): MailingSite {
  const fresh = freshDatabase({ max: 5 });
  let fake: Providers;
  let folder: string;
  let ann: Visitor;
  let server: BuiltServer | undefined;

  beforeAll(async () => {
    fake = await startProviders();
    folder = await mkdtemp(join(tmpdir(), "microblog-mailing-"));
    const [first] = await visitors(fresh.db, { count: 1, secret: SECRET });
    if (!first) throw new Error("nobody was made");
    ann = first;
  });
  afterEach(async () => {
    await server?.kill("SIGKILL");
    fake.mails.length = 0;
  });
  afterAll(async () => {
    await fake?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const environment = () => ({
    DATABASE_URL: fresh.url,
    AUTH_SECRET: SECRET,
    RESEND_API_KEY: "re_key",
    RESEND_BASE_URL: fake.url,
    DATA_DIR: folder,
  });
  return {
    get db() {
      return fresh.db;
    },
    get fake() {
      return fake;
    },
    get folder() {
      return folder;
    },
    get ann() {
      return ann;
    },
    environment,
    serve: async (settings = {}) => {
      server = await builtServer({ ...environment(), ...settings });
      await server.start();
      return server;
    },
  };
}
