import { bigint, customType, timestamp } from "drizzle-orm/pg-core";

/** An instant, stored in UTC. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });

/** A key the database hands out; stays below 2^53 and so is exact as a JavaScript number. */
export const identity = () => bigint("id", { mode: "number" }).generatedAlwaysAsIdentity().primaryKey();

/** A reference to an `identity` column. */
export const reference = (name: string) => bigint(name, { mode: "number" });

/** Bytes as they are. */
export const bytes = customType<{ data: Uint8Array; driverData: Buffer }>({
  dataType: () => "bytea",
  toDriver: (value) => Buffer.from(value.buffer, value.byteOffset, value.byteLength),
});

/** A text prepared for full-text search. */
export const searchVector = customType<{ data: string }>({ dataType: () => "tsvector" });
