import type { Lane } from "./lane";
import { isLoss, Unavailable } from "./outage";

/** What Drizzle does in a transaction, with what it knows of a postgres.js transaction. */
export type TransactionWork = (scope: Scope) => Promise<unknown>;

interface Scope {
  unsafe(text: string, params?: never[]): ReturnType<Lane["sql"]["unsafe"]>;
  savepoint(work: TransactionWork): Promise<unknown>;
}

/**
 * Runs `work` between `begin` and `commit` on one connection, or undoes all of it. The connection is
 * not opened anew in between: what follows a loss would be outside of the transaction.
 *
 * @throws what `work` throws; Error when it passes over a statement that failed
 */
export async function runTransaction(lane: Lane, prepare: boolean, work: TransactionWork): Promise<unknown> {
  await lane.sql.unsafe("begin");
  lane.mayDial(false);
  try {
    const result = await work(scopeOf(lane, prepare, 1));
    const { command } = await lane.sql.unsafe("commit");
    // The server answers so, and not with an error, when a statement had failed before.
    if (command !== "COMMIT") throw new Error("a failed statement was passed over in a transaction");
    return result;
  } catch (error) {
    await undo(lane, "rollback", error);
    throw error;
  }
}

function scopeOf(lane: Lane, prepare: boolean, depth: number): Scope {
  return {
    unsafe: (text, params) => lane.sql.unsafe(text, params, { prepare }),
    async savepoint(work) {
      const name = `s${depth}`;
      await lane.sql.unsafe(`savepoint ${name}`);
      try {
        const result = await work(scopeOf(lane, prepare, depth + 1));
        await lane.sql.unsafe(`release savepoint ${name}`);
        return result;
      } catch (error) {
        await undo(lane, `rollback to savepoint ${name}`, error);
        throw error;
      }
    },
  };
}

async function undo(lane: Lane, statement: string, reason: unknown): Promise<void> {
  // The server undoes by itself, and the driver would leave the statement pending.
  if (isLoss(reason)) return;
  try {
    await lane.sql.unsafe(statement);
  } catch {
    // Nothing is wrong with these statements, so it must be the connection.
    throw new Unavailable("the connection was lost in a transaction", { cause: reason });
  }
}
