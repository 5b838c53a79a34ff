CREATE TABLE "translations" (
	"text_hash" text NOT NULL,
	"source" text NOT NULL,
	"target" text NOT NULL,
	"provider" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "translations_text_hash_source_target_pk" PRIMARY KEY("text_hash","source","target")
);
--> statement-breakpoint
CREATE INDEX "translations_created_at_idx" ON "translations" USING btree ("created_at");