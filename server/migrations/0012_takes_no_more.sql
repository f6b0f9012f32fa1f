ALTER TABLE "users" DROP COLUMN "takes_voice";--> statement-breakpoint
ALTER TABLE "users" DROP COLUMN "takes_video";