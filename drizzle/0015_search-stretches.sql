-- Who wrote a post, and in which five hours, three days and fifty days, as lexemes: "u/12", "r/50432", "s/3152", "t/197".
CREATE OR REPLACE FUNCTION search_marks(author_id bigint, id bigint) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array_to_tsvector(array[
    'u/' || author_id::text, 'r/' || (id >> 36)::text, 's/' || (id >> 40)::text, 't/' || (id >> 44)::text
  ])
$$;
--> statement-breakpoint
-- Reckoned anew for every post. The index goes with the column.
ALTER TABLE "posts" DROP COLUMN "searchable";--> statement-breakpoint
ALTER TABLE "posts" ADD COLUMN "searchable" "tsvector" GENERATED ALWAYS AS (search_vector(language, body) || search_marks(author_id, id)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "posts_searchable_idx" ON "posts" USING gin ("searchable") WITH (fastupdate=off);
