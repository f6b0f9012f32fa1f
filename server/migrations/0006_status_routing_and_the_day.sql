CREATE TABLE "assistant_turns" (
	"conversation_id" uuid PRIMARY KEY NOT NULL,
	"assistant_id" uuid NOT NULL,
	"answered_seq" integer DEFAULT 0 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"data" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"handed_over_at" timestamp with time zone,
	"summary" text
);
--> statement-breakpoint
CREATE TABLE "assistants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"queue_ids" uuid[] DEFAULT '{}' NOT NULL,
	"url" text,
	"secret" text,
	"flow" jsonb,
	"position" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"page" text DEFAULT '' NOT NULL,
	"seconds" integer DEFAULT 20 NOT NULL,
	"visits" integer DEFAULT 1 NOT NULL,
	"texts" jsonb NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_visits" (
	"customer_id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"url" text,
	"title" text,
	"language" text,
	"visits" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp with time zone DEFAULT now() NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "trigger_runs" (
	"conversation_id" uuid NOT NULL,
	"trigger_id" uuid NOT NULL,
	"since_seq" integer NOT NULL,
	"steps" integer DEFAULT 0 NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trigger_runs_conversation_id_trigger_id_pk" PRIMARY KEY("conversation_id","trigger_id")
);
--> statement-breakpoint
CREATE TABLE "triggers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"channel" text DEFAULT 'web' NOT NULL,
	"type" text NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"seconds" integer NOT NULL,
	"action" text NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"texts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "automatic_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"channel" text DEFAULT 'web' NOT NULL,
	"kind" text NOT NULL,
	"enabled" boolean DEFAULT false NOT NULL,
	"after_seconds" integer,
	"texts" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispositions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shortcut_tags" (
	"shortcut_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	CONSTRAINT "shortcut_tags_shortcut_id_tag_id_pk" PRIMARY KEY("shortcut_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "shortcuts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"scope" text NOT NULL,
	"user_id" text,
	"group_id" uuid,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"texts" jsonb NOT NULL,
	"file_ids" uuid[] DEFAULT '{}' NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tags" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"color" text DEFAULT 'gray' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topic_sets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"set_id" uuid NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "custom_statuses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"name" text NOT NULL,
	"color" text DEFAULT 'gray' NOT NULL,
	"limit_minutes" integer,
	"needs_reason" boolean DEFAULT false NOT NULL,
	"position" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_media" (
	"user_id" text NOT NULL,
	"device_id" text NOT NULL,
	"chat" boolean DEFAULT true NOT NULL,
	"voice" boolean DEFAULT true NOT NULL,
	"video" boolean DEFAULT true NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "device_media_user_id_device_id_pk" PRIMARY KEY("user_id","device_id")
);
--> statement-breakpoint
CREATE TABLE "status_log" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "status_log_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"workspace_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"custom_status_id" uuid,
	"custom_name" text,
	"reason" text,
	"cause" text NOT NULL,
	"by_user_id" text,
	"by_name" text
);
--> statement-breakpoint
CREATE TABLE "conversation_tags" (
	"conversation_id" uuid NOT NULL,
	"tag_id" uuid NOT NULL,
	CONSTRAINT "conversation_tags_conversation_id_tag_id_pk" PRIMARY KEY("conversation_id","tag_id")
);
--> statement-breakpoint
CREATE TABLE "conversation_topics" (
	"conversation_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	CONSTRAINT "conversation_topics_conversation_id_topic_id_pk" PRIMARY KEY("conversation_id","topic_id")
);
--> statement-breakpoint
CREATE TABLE "help_requests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"reason" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"taken_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"taken_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "missed_items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"conversation_id" uuid,
	"customer_id" uuid NOT NULL,
	"queue_id" uuid NOT NULL,
	"group_id" uuid,
	"channel" text DEFAULT 'web' NOT NULL,
	"phone" text,
	"email" text,
	"note" text,
	"wanted_at" timestamp with time zone,
	"state" text DEFAULT 'open' NOT NULL,
	"taken_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	"done_by_user_id" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "wrap_ups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"workspace_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"until" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" text,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
DROP INDEX "offers_open_conversation";--> statement-breakpoint
DROP INDEX "offers_open_user";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "takes_voice" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "takes_video" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "medium" text DEFAULT 'chat' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "assistant_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "priority" integer DEFAULT 15 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "group_id" uuid;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "overflowed_from" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "attempts" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "next_attempt_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "parked_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "parked_note" text;--> statement-breakpoint
ALTER TABLE "queue_members" ADD COLUMN "last_offer_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "agent_status" ADD COLUMN "custom_status_id" uuid;--> statement-breakpoint
ALTER TABLE "agent_status" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "agent_status" ADD COLUMN "by_user_id" text;--> statement-breakpoint
ALTER TABLE "agent_status" ADD COLUMN "by_name" text;--> statement-breakpoint
ALTER TABLE "agent_status" ADD COLUMN "next" jsonb;--> statement-breakpoint
ALTER TABLE "agent_status" ADD COLUMN "before" jsonb;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "broadcast" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "from_user_id" text;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "bounces_back" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "sent_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "shown_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "offers" ADD COLUMN "sounded_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "presence_leases" ADD COLUMN "device_id" text;--> statement-breakpoint
ALTER TABLE "queues" ADD COLUMN "rules" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "assistant_turns" ADD CONSTRAINT "assistant_turns_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assistants" ADD CONSTRAINT "assistants_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_invitations" ADD CONSTRAINT "site_invitations_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_visits" ADD CONSTRAINT "site_visits_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_runs" ADD CONSTRAINT "trigger_runs_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_runs" ADD CONSTRAINT "trigger_runs_trigger_id_triggers_id_fk" FOREIGN KEY ("trigger_id") REFERENCES "public"."triggers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "automatic_messages" ADD CONSTRAINT "automatic_messages_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispositions" ADD CONSTRAINT "dispositions_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortcut_tags" ADD CONSTRAINT "shortcut_tags_shortcut_id_shortcuts_id_fk" FOREIGN KEY ("shortcut_id") REFERENCES "public"."shortcuts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortcut_tags" ADD CONSTRAINT "shortcut_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortcuts" ADD CONSTRAINT "shortcuts_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortcuts" ADD CONSTRAINT "shortcuts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shortcuts" ADD CONSTRAINT "shortcuts_group_id_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."groups"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tags" ADD CONSTRAINT "tags_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topic_sets" ADD CONSTRAINT "topic_sets_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_set_id_topic_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."topic_sets"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "topics" ADD CONSTRAINT "topics_parent_id_topics_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."topics"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custom_statuses" ADD CONSTRAINT "custom_statuses_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_media" ADD CONSTRAINT "device_media_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_tags" ADD CONSTRAINT "conversation_tags_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_tags" ADD CONSTRAINT "conversation_tags_tag_id_tags_id_fk" FOREIGN KEY ("tag_id") REFERENCES "public"."tags"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_topics" ADD CONSTRAINT "conversation_topics_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_topics" ADD CONSTRAINT "conversation_topics_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "help_requests" ADD CONSTRAINT "help_requests_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "missed_items" ADD CONSTRAINT "missed_items_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "missed_items" ADD CONSTRAINT "missed_items_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wrap_ups" ADD CONSTRAINT "wrap_ups_workspace_id_workspaces_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wrap_ups" ADD CONSTRAINT "wrap_ups_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "assistant_turns_next" ON "assistant_turns" USING btree ("next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "assistants_name" ON "assistants" USING btree ("workspace_id","name");--> statement-breakpoint
CREATE INDEX "site_visits_seen" ON "site_visits" USING btree ("workspace_id","seen_at");--> statement-breakpoint
CREATE UNIQUE INDEX "triggers_type" ON "triggers" USING btree ("workspace_id","type","channel");--> statement-breakpoint
CREATE UNIQUE INDEX "automatic_messages_kind" ON "automatic_messages" USING btree ("workspace_id","channel","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "dispositions_key" ON "dispositions" USING btree ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "shortcuts_workspace" ON "shortcuts" USING btree ("workspace_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "tags_name" ON "tags" USING btree ("workspace_id",lower(name));--> statement-breakpoint
CREATE UNIQUE INDEX "topic_sets_name" ON "topic_sets" USING btree ("workspace_id",lower(name));--> statement-breakpoint
CREATE INDEX "topics_set" ON "topics" USING btree ("set_id");--> statement-breakpoint
CREATE UNIQUE INDEX "custom_statuses_name" ON "custom_statuses" USING btree ("workspace_id",lower(name)) WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "status_log_user" ON "status_log" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "status_log_workspace" ON "status_log" USING btree ("workspace_id","at");--> statement-breakpoint
CREATE INDEX "conversation_tags_tag" ON "conversation_tags" USING btree ("tag_id");--> statement-breakpoint
CREATE INDEX "conversation_topics_topic" ON "conversation_topics" USING btree ("topic_id");--> statement-breakpoint
CREATE UNIQUE INDEX "help_requests_open" ON "help_requests" USING btree ("conversation_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE INDEX "help_requests_workspace" ON "help_requests" USING btree ("workspace_id") WHERE state <> 'closed';--> statement-breakpoint
CREATE UNIQUE INDEX "missed_items_open" ON "missed_items" USING btree ("conversation_id","kind") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "missed_items_queue" ON "missed_items" USING btree ("queue_id","created_at") WHERE state <> 'done';--> statement-breakpoint
CREATE INDEX "missed_items_customer" ON "missed_items" USING btree ("customer_id") WHERE state <> 'done';--> statement-breakpoint
CREATE UNIQUE INDEX "wrap_ups_open" ON "wrap_ups" USING btree ("conversation_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "wrap_ups_open_user" ON "wrap_ups" USING btree ("user_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "conversations_parked" ON "conversations" USING btree ("parked_until") WHERE parked_until is not null;--> statement-breakpoint
CREATE INDEX "conversations_with_assistant" ON "conversations" USING btree ("workspace_id") WHERE state = 'assistant';--> statement-breakpoint
-- Transfers that ring while this is applied: they are from a colleague, and no queue's.
UPDATE "offers" SET "from_user_id" = '' WHERE "state" = 'open' AND "reason" = 'transfer';--> statement-breakpoint
CREATE UNIQUE INDEX "offers_open_conversation_user" ON "offers" USING btree ("conversation_id","user_id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "offers_open_conversation" ON "offers" USING btree ("conversation_id") WHERE state = 'open' and not broadcast;--> statement-breakpoint
CREATE UNIQUE INDEX "offers_open_user" ON "offers" USING btree ("user_id") WHERE state = 'open' and from_user_id is null;--> statement-breakpoint
ALTER TABLE "agent_status" DROP COLUMN "before_loss";--> statement-breakpoint
-- The outcomes that were fixed until now are the first dispositions of every workspace.
INSERT INTO "dispositions" ("id", "workspace_id", "key", "name", "position")
  SELECT gen_random_uuid(), w.id, d.key, d.name, d.position FROM "workspaces" w CROSS JOIN (VALUES
    ('resolved', 'Resolved', 0), ('follow_up', 'Follow-up needed', 1), ('not_reached', 'Not reached', 2), ('spam', 'Spam', 3)
  ) AS d (key, name, position);