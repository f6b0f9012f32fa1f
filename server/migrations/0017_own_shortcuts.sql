ALTER TABLE "user_skills" DROP CONSTRAINT "user_skills_skill_id_skills_id_fk";
--> statement-breakpoint
ALTER TABLE "user_skills" ADD CONSTRAINT "user_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Copies of roles that could make shortcuts for themselves before that was a right of its own keep it. The agents of
-- aivo-live never had it.
UPDATE "custom_roles" r SET "grants" = r."grants" || '{"shortcuts.own": {"scope": "own"}}', "version" = r."version" + 1
  FROM "workspaces" w WHERE w."id" = r."workspace_id"
  AND r."grants" ?& array['shortcuts.view', 'conversation.reply'] AND NOT r."grants" ? 'shortcuts.own'
  AND NOT (w."scheme" = 'aivo-live' AND r."based_on" IN ('agent', 'agent-dashboard', 'coordinator'));
