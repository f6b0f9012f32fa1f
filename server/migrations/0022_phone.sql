CREATE TABLE "extensions" (
	"workspace_id" uuid NOT NULL,
	"number" text NOT NULL,
	"user_id" text,
	"group_id" uuid,
	"queue_id" uuid,
	CONSTRAINT "extensions_workspace_id_number_pk" PRIMARY KEY("workspace_id","number"),
	CONSTRAINT "extensions_one_target" CHECK (num_nonnulls(user_id, group_id, queue_id) = 1)
);
--> statement-breakpoint
CREATE TABLE "phone_legs" (
	"call_id" uuid NOT NULL,
	"leg_id" text NOT NULL,
	"line_id" uuid,
	"gateway_node" text,
	"gateway_leg_id" text,
	"gateway_version" integer DEFAULT 0 NOT NULL,
	"remote_number" text NOT NULL,
	"remote_name" text DEFAULT '' NOT NULL,
	"own_number" text NOT NULL,
	"status" integer,
	CONSTRAINT "phone_legs_call_id_leg_id_pk" PRIMARY KEY("call_id","leg_id")
);
--> statement-breakpoint
CREATE TABLE "phone_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"enabled" boolean DEFAULT true NOT NULL,
	"settings" jsonb NOT NULL,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "phone_numbers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"number" text NOT NULL,
	"label" text DEFAULT '' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"queue_id" uuid NOT NULL,
	"group_ids" uuid[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recordings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"call_id" uuid NOT NULL,
	"conversation_id" uuid,
	"media_node" text NOT NULL,
	"folder" text NOT NULL,
	"state" text NOT NULL,
	"consent" text NOT NULL,
	"consent_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"duration_ms" integer,
	"manifest" jsonb,
	"mixed_file" text,
	"mixed_sha256" text,
	"erase_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "caller_id" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "client_id" text;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ADD COLUMN "outcome" text;--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extensions" ADD CONSTRAINT "extensions_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_legs" ADD CONSTRAINT "phone_legs_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_legs" ADD CONSTRAINT "phone_legs_line_id_phone_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."phone_lines"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_lines" ADD CONSTRAINT "phone_lines_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_line_id_phone_lines_id_fk" FOREIGN KEY ("line_id") REFERENCES "public"."phone_lines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phone_numbers" ADD CONSTRAINT "phone_numbers_queue_id_queues_id_fk" FOREIGN KEY ("queue_id") REFERENCES "public"."queues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_call_id_calls_id_fk" FOREIGN KEY ("call_id") REFERENCES "public"."calls"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recordings" ADD CONSTRAINT "recordings_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "extensions_of_user" ON "extensions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "extensions_of_group" ON "extensions" USING btree ("group_id");--> statement-breakpoint
CREATE UNIQUE INDEX "extensions_of_queue" ON "extensions" USING btree ("queue_id");--> statement-breakpoint
CREATE UNIQUE INDEX "phone_legs_of_gateway" ON "phone_legs" USING btree ("gateway_leg_id");--> statement-breakpoint
CREATE UNIQUE INDEX "phone_lines_name" ON "phone_lines" USING btree ("workspace_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "phone_numbers_of_line" ON "phone_numbers" USING btree ("line_id","number");--> statement-breakpoint
CREATE INDEX "phone_numbers_of_workspace" ON "phone_numbers" USING btree ("workspace_id");--> statement-breakpoint
CREATE UNIQUE INDEX "recordings_of_call" ON "recordings" USING btree ("call_id");--> statement-breakpoint
CREATE INDEX "recordings_of_conversation" ON "recordings" USING btree ("conversation_id");--> statement-breakpoint
CREATE INDEX "recordings_to_erase" ON "recordings" USING btree ("erase_at") WHERE state <> 'erased';--> statement-breakpoint
CREATE INDEX "recordings_open" ON "recordings" USING btree ("media_node") WHERE state in ('asked', 'recording', 'paused');--> statement-breakpoint
CREATE UNIQUE INDEX "calls_of_client" ON "calls" USING btree ("caller_id","client_id");--> statement-breakpoint
CREATE INDEX "calls_of_people" ON "calls" USING gin ("legs" jsonb_path_ops);