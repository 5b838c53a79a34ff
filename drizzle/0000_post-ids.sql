-- The id of a post is the time it was written, in milliseconds since 2000-01-01 UTC, shifted left by
-- 12 bits, with a counter below it: 53 bits in all, exact as a JavaScript number until the year 2069.
-- Ids therefore sort as the posts were written, also those that are imported with an older date.
CREATE SEQUENCE post_id_counter MINVALUE 0 MAXVALUE 4095 START 0 CYCLE;
--> statement-breakpoint
CREATE FUNCTION next_post_id(written_at timestamptz) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT ((extract(epoch FROM greatest(written_at, '2000-01-01T00:00:00Z')) * 1000)::bigint - 946684800000) * 4096
       + nextval('post_id_counter')
$$;
