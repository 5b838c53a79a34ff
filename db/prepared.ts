import type { Database, Transaction } from "./connection";

/**
 * A statement that every request needs: Drizzle writes it once for each database, and not each time, which
 * costs more than all else it does with it.
 *
 * @param make ends in `.prepare(name)`; what differs from one time to the next is an `sql.placeholder`
 */
export function prepared<Statement>(
  make: (db: Database | Transaction) => Statement,
): (db: Database | Transaction) => Statement {
  const made = new WeakMap<Database | Transaction, Statement>();
  return (db) => {
    const known = made.get(db);
    if (known) return known;
    const statement = make(db);
    made.set(db, statement);
    return statement;
  };
}
