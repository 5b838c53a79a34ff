import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { instant } from "../columns";

/** Services outside that are left alone for a while, because they fail or asked for it. */
export const jobPauses = pgTable("job_pauses", {
  service: text("service").primaryKey(),
  until: instant("until").notNull(),
  failures: integer("failures").notNull().default(1),
});
