DROP INDEX "assistant_turns_next";--> statement-breakpoint
ALTER TABLE "assistants" ADD COLUMN "link" text;--> statement-breakpoint
ALTER TABLE "conversations" ADD COLUMN "assistant_due" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "conversations_assistant_due" ON "conversations" USING btree ("id") WHERE state = 'assistant' and assistant_due;--> statement-breakpoint
CREATE INDEX "customers_name" ON "customers" USING btree ("workspace_id",lower(name) text_pattern_ops);--> statement-breakpoint
CREATE INDEX "customers_email" ON "customers" USING btree ("workspace_id",lower(email) text_pattern_ops);--> statement-breakpoint
-- What assistants have now is looked at once.
UPDATE "conversations" SET "assistant_due" = true WHERE "state" = 'assistant';--> statement-breakpoint
-- The links of General settings belong to the assistants of Setup now; those that are not there yet are put there, off.
UPDATE "assistants" a SET "link" = nullif(l.one->>'url', '') FROM "workspaces" w,
  jsonb_array_elements(w.settings->'assistants'->'list') AS l(one)
  WHERE a.workspace_id = w.id AND a.archived_at IS NULL AND lower(a.name) = lower(l.one->>'name');--> statement-breakpoint
INSERT INTO "assistants" ("id", "workspace_id", "name", "kind", "link", "position")
  SELECT gen_random_uuid(), w.id, left(l.one->>'name', 60), 'webhook', nullif(l.one->>'url', ''), 1000 + l.place
  FROM "workspaces" w, jsonb_array_elements(w.settings->'assistants'->'list') WITH ORDINALITY AS l(one, place)
  WHERE NOT EXISTS (SELECT 1 FROM "assistants" a WHERE a.workspace_id = w.id AND lower(a.name) = lower(left(l.one->>'name', 60)))
  ON CONFLICT DO NOTHING;--> statement-breakpoint
UPDATE "workspaces" SET "settings" = "settings" #- '{assistants,list}' WHERE "settings"->'assistants' ? 'list';
