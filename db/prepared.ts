import type { Placeholder } from "drizzle-orm";
import type { Database, Transaction } from "./connection";

/** A value of a statement: itself, or its name where it is given each time the statement is run. */
export type Given<Value> = Value | Placeholder;

/**
 * A statement that nearly every request needs. Drizzle writes it once for each database, and not each time,
 * which takes longer than all else it does.
 *
 * @param make ends in `.prepare(name)`; what differs from one time to the next is an `sql.placeholder`. What
 *   changes the statement's text is said after the database, and has few values
 */
export function prepared<Shape extends (string | number)[], Statement>(
  make: (db: Database | Transaction, ...shape: Shape) => Statement,
): (db: Database | Transaction, ...shape: Shape) => Statement {
  const made = new WeakMap<Database | Transaction, Map<string, Statement>>();
  return (db, ...shape) => {
    const ofDatabase = made.get(db) ?? new Map<string, Statement>();
    made.set(db, ofDatabase);
    const key = shape.join(" ");
    const statement = ofDatabase.get(key) ?? make(db, ...shape);
    ofDatabase.set(key, statement);
    return statement;
  };
}
