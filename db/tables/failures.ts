import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";

/** Kinds of unexpected errors, and when the operators were last told of each. */
export const failures = pgTable("failures", {
  fingerprint: text("fingerprint").primaryKey(),
  toldAt: instant("told_at").notNull().defaultNow(),
  suppressed: integer("suppressed").notNull().default(0),
});
