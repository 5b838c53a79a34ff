import { cp } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vite";

/** They have native parts or read their own files; a build puts them beside the program. */
const PACKAGES_OF_THEIR_OWN = ["@node-rs/argon2", "nodemailer", "pg-boss"];

/**
 * Puts the commands of an installation into the folder of the built pages, as one program without
 * packages, together with the migrations: the folder then is all that a machine needs besides Node.js.
 */
export async function addCommands(folder: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    resolve: { alias: { "@": process.cwd() }, conditions: ["react-server", "node"] },
    ssr: {
      noExternal: true,
      external: PACKAGES_OF_THEIR_OWN,
      resolve: { conditions: ["react-server", "node"] },
    },
    build: {
      ssr: join("bin", "standalone.ts"),
      outDir: folder,
      emptyOutDir: false,
      target: "node24",
      rollupOptions: {
        output: { entryFileNames: "microblog.mjs", chunkFileNames: "commands/[name]-[hash].mjs" },
      },
    },
  });
  await cp("drizzle", join(folder, "drizzle"), { recursive: true });
}
