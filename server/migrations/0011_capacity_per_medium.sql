ALTER TABLE "users" ALTER COLUMN "max_conversations" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "max_conversations" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "max_voice" integer;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "max_video" integer;--> statement-breakpoint
-- Nobody ever chose what every account began with: it is what the workspace says from now on.
UPDATE "users" SET "max_conversations" = NULL WHERE "max_conversations" = 4;--> statement-breakpoint
UPDATE "users" SET "max_voice" = 0 WHERE NOT "takes_voice";--> statement-breakpoint
UPDATE "users" SET "max_video" = 0 WHERE NOT "takes_video";
