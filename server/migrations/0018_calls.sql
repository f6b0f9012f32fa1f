CREATE TABLE "call_media" (
	"call_id" uuid NOT NULL,
	"leg_id" text NOT NULL,
	"device" text,
	"state" text DEFAULT 'none' NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "call_media_call_id_leg_id_pk" PRIMARY KEY("call_id","leg_id")
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid,
	"medium" text NOT NULL,
	"direction" text NOT NULL,
	"is_whole" boolean NOT NULL,
	"legs" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"cause" text,
	"media_epoch" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"connected_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "call_media" ADD CONSTRAINT "call_media_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calls" ADD CONSTRAINT "calls_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "calls_live" ON "calls" USING btree ("conversation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "calls_open" ON "calls" USING btree ("workspace_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "calls_of_conversation" ON "calls" USING btree ("conversation_id","created_at");