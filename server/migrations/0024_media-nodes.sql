CREATE TABLE "media_nodes" (
	"node" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
