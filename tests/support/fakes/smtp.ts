import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** A mail as an SMTP server gets it. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** Head and body as sent. */
  data: string;
}

export interface SmtpServer {
  url: string;
  /** `ok`, a code with which RCPT is refused, or silence. */
  mode: "ok" | "450" | "550" | "hang" | "reset";
  mails: ReceivedMail[];
  close(): Promise<void>;
}

/** The least of an SMTP server (RFC 5321), on a loopback port. */
export async function startSmtp(): Promise<SmtpServer> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    if (fake.mode === "reset") socket.destroy();
    else if (fake.mode !== "hang") converse(socket, fake);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const fake: SmtpServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: "ok",
    mails: [],
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return fake;
}

function converse(socket: Socket, fake: SmtpServer): void {
  let rest = "";
  let mail: ReceivedMail = { from: "", to: [], data: "" };
  let isData = false;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const take = (line: string) => {
    if (isData) {
      if (line !== ".") mail.data += `${line.replace(/^\./, "")}\n`;
      else {
        fake.mails.push(mail);
        mail = { from: "", to: [], data: "" };
        isData = false;
        say("250 taken");
      }
      return;
    }
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "MAIL") mail.from = line;
    if (verb === "RCPT" && fake.mode !== "ok") return say(`${fake.mode} no`);
    if (verb === "RCPT") mail.to.push(line);
    isData = verb === "DATA";
    say(isData ? "354 go on" : verb === "QUIT" ? "221 bye" : "250 fake");
  };
  socket.on("data", (chunk) => {
    const lines = (rest + chunk.toString("utf8")).split("\r\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
  say("220 fake");
}
