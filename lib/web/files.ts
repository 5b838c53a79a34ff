import { readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join } from "node:path";
import { SECURITY_HEADERS } from "./security-headers";

const ADDRESS = "/_next/static/";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=UTF-8",
  ".js": "application/javascript; charset=UTF-8",
};

/** Codings in the order in which they are preferred, and the endings of files that have them (bin/compress.ts). */
const CODINGS = { br: ".br", gzip: ".gz" };

interface BuiltFile {
  type: string;
  /** The compressed content by its coding. */
  contents: Map<string, Buffer>;
}

/**
 * Answers requests for the scripts and style sheets of the build, below the framework, which would compress
 * them anew for everybody: they lie beside the program as small as can be, and fit into memory. Each content
 * has an address of its own, so a browser need never ask again.
 *
 * @param folder the build's static files; where it has nothing compressed, nothing is answered
 * @returns what tells whether it has answered; everything else is the framework's
 */
export function builtFiles(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const files = readFiles(folder);
  return ({ method, url = "", headers }, response) => {
    const file = url.startsWith(ADDRESS) ? files.get(url.split("?", 1)[0] ?? "") : undefined;
    if (!file || (method !== "GET" && method !== "HEAD")) return false;
    for (const [coding, content] of file.contents) {
      if (!isAccepted(coding, String(headers["accept-encoding"] ?? ""))) continue;
      response.writeHead(200, {
        ...SECURITY_HEADERS,
        "content-type": file.type,
        "content-encoding": coding,
        "content-length": content.length,
        "cache-control": "public, max-age=31536000, immutable",
        vary: "Accept-Encoding",
      });
      response.end(method === "HEAD" ? undefined : content);
      return true;
    }
    return false;
  };
}

function readFiles(folder: string): Map<string, BuiltFile> {
  const files = new Map<string, BuiltFile>();
  for (const [coding, ending] of Object.entries(CODINGS)) {
    for (const name of namesIn(folder).filter((path) => path.endsWith(ending))) {
      const plain = name.slice(0, -ending.length);
      const type = TYPES[extname(plain)];
      if (!type) continue;
      const address = ADDRESS + plain.replaceAll("\\", "/");
      const file = files.get(address) ?? { type, contents: new Map() };
      files.set(address, file);
      file.contents.set(coding, readFileSync(join(folder, name)));
    }
  }
  return files;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** RFC 9110, 12.5.3, without the order of a browser's preference: all of them know both. */
function isAccepted(coding: string, accepted: string): boolean {
  return accepted.split(",").some((part) => {
    const [name, weight = "1"] = part.trim().split(/\s*;\s*q=/i);
    return name?.toLowerCase() === coding && Number(weight) !== 0;
  });
}
