import { env } from "../../env";
import type { Operation } from "./operation";

const ID = "2";

/** How the operation is asked for from a shell. */
export function curl({ method, path, access, body }: Operation): string {
  const who = {
    anyone: "",
    password: "--user susan",
    read: `--header "Authorization: Bearer $TOKEN"`,
    write: `--header "Authorization: Bearer $TOKEN"`,
  }[access];
  return [
    method === "GET" ? "curl" : `curl --request ${method}`,
    who,
    body ? `--json '${JSON.stringify(body.example)}'` : "",
    `${env.appUrl}${path.replace("{id}", ID)}`,
  ]
    .filter(Boolean)
    .join(" \\\n  ");
}
