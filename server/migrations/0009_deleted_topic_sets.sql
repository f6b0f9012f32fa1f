DROP INDEX "topic_sets_name";--> statement-breakpoint
ALTER TABLE "topic_sets" ADD COLUMN "archived_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "topic_sets_name" ON "topic_sets" USING btree ("workspace_id",lower(name)) WHERE archived_at is null;