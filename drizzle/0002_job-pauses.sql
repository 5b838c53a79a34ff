CREATE TABLE "job_pauses" (
	"service" text PRIMARY KEY NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	"failures" integer DEFAULT 1 NOT NULL
);
