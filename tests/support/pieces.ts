import { request } from "node:http";

/** What became of a body that was sent piece by piece. */
export interface Sent {
  /** 0: the connection was closed without a word. */
  status: number;
  ms: number;
  sentBytes: number;
}

/** Sends a body piece by piece, and stops when it is answered. */
export function send(url: string, headers: Record<string, string>, pieces: Buffer[]): Promise<Sent> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    let sentBytes = 0;
    let isOver = false;
    const end = (status: number) => {
      if (!isOver) resolve({ status, ms: performance.now() - startedAt, sentBytes });
      isOver = true;
      call.destroy();
    };
    const call = request(url, { method: "POST", headers, agent: false });
    call.on("response", (answer) => end(answer.statusCode ?? 0));
    call.on("error", () => end(0));
    const next = () => {
      const piece = pieces.shift();
      if (isOver) return;
      if (!piece) return void call.end();
      sentBytes += piece.length;
      call.write(piece, () => setImmediate(next));
    };
    next();
  });
}
