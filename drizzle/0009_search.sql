CREATE TABLE "search_words" (
	"word" text PRIMARY KEY NOT NULL,
	"letters" text GENERATED ALWAYS AS (case when word like '%/%' then null else normalize(word, NFD) end) STORED
);
--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "searchable" "tsvector" GENERATED ALWAYS AS (search_vector(language, body)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "search_words_letters_idx" ON "search_words" USING gin ("letters" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "posts_searchable_idx" ON "posts" USING gin ("searchable") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "users_search_name_idx" ON "users" USING gin (search_name("username", "display_name") gin_trgm_ops);