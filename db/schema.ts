// All tables in one place, as Drizzle and its migration generator want them.

export * from "./tables/api-tokens";
export * from "./tables/exports";
export * from "./tables/failures";
export * from "./tables/follows";
export * from "./tables/idempotency-keys";
export * from "./tables/imports";
export * from "./tables/job-pauses";
export * from "./tables/messages";
export * from "./tables/notifications";
export * from "./tables/one-time-tokens";
export * from "./tables/posts";
export * from "./tables/rate-limits";
export * from "./tables/search-words";
export * from "./tables/sessions";
export * from "./tables/translations";
export * from "./tables/users";
