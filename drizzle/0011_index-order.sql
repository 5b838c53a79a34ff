DROP INDEX "posts_author_id_idx";--> statement-breakpoint
DROP INDEX "users_last_seen_at_idx";--> statement-breakpoint
CREATE INDEX "posts_author_id_idx" ON "posts" USING btree ("author_id","id");--> statement-breakpoint
CREATE INDEX "users_last_seen_at_idx" ON "users" USING btree ("last_seen_at");