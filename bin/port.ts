import { createServer } from "node:net";
import { Refusal } from "./command";

/**
 * Checks before minutes of work that the server will get its port.
 * @throws Refusal when another program has it, or the address is not of this machine
 */
export function requireFreePort(port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", ({ code }: NodeJS.ErrnoException) => reject(new Refusal(reason(code, port, host))));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

function reason(code: string | undefined, port: number, host: string): string {
  if (code === "EADDRINUSE") return `Another program listens on port ${port}: stop it, or set PORT.`;
  if (code === "EACCES") return `This user may not listen on port ${port}: set PORT to 1024 or more.`;
  return `Cannot listen on ${host}, port ${port} (${code}): set HOST to an address of this machine.`;
}
