CREATE TABLE "failures" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"told_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"suppressed" integer DEFAULT 0 NOT NULL
);
