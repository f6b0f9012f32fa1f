CREATE TABLE "customer_presence" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "missed_items" ADD COLUMN "text" text;--> statement-breakpoint
ALTER TABLE "missed_items" ADD COLUMN "offers_callback" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "missed_items" ADD COLUMN "taken_at" timestamp with time zone;