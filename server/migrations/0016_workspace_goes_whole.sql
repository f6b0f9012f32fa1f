ALTER TABLE "user_skills" DROP CONSTRAINT "user_skills_skill_id_skills_id_fk";
--> statement-breakpoint
ALTER TABLE "conversation_topics" DROP CONSTRAINT "conversation_topics_topic_id_topics_id_fk";
--> statement-breakpoint
ALTER TABLE "user_skills" ADD CONSTRAINT "user_skills_skill_id_skills_id_fk" FOREIGN KEY ("skill_id") REFERENCES "public"."skills"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_topics" ADD CONSTRAINT "conversation_topics_topic_id_topics_id_fk" FOREIGN KEY ("topic_id") REFERENCES "public"."topics"("id") ON DELETE cascade ON UPDATE no action;