DROP INDEX "recordings_open";--> statement-breakpoint
ALTER TABLE "recordings" ADD COLUMN "pictures" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "recordings_open" ON "recordings" USING btree ("media_node") WHERE state in ('asked', 'recording', 'paused') or (state = 'failed' and manifest is null);