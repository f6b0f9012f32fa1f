CREATE INDEX "conversations_waiting_in_queue" ON "conversations" USING btree ("queue_id","waiting_since") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "conversations_closed_by" ON "conversations" USING btree ("assignee_id","closed_at") WHERE state = 'closed';--> statement-breakpoint
CREATE INDEX "offers_of_user" ON "offers" USING btree ("user_id","ended_at");