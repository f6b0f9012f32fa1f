import type { Work } from "#server/platform/news/index.ts";
import { appendNoted } from "../conversations/index.ts";

/**
 * Tells the staff, once for each, that a conversation has waited so long that a skill is only preferred from now on. The
 * decision itself goes by the time waited and needs no note.
 */
export async function noteRelaxed(tx: Work): Promise<void> {
  const { rows } = await tx.query<{ id: string; skillId: string; skill: string }>({
    name: "relaxed-skills",
    text: `select c.id, k.id as "skillId", k.name as skill
      from queues q cross join lateral jsonb_to_recordset(
        case when jsonb_typeof(q.rules->'skills') = 'array' then q.rules->'skills' else '[]' end)
        as s("skillId" uuid, need text, "relaxAfterSeconds" int)
      join conversations c on c.queue_id = q.id and c.state = 'waiting'
        and c.waiting_since <= now() - make_interval(secs => s."relaxAfterSeconds")
      join skills k on k.id = s."skillId"
      where s.need = 'required' and s."relaxAfterSeconds" is not null
        and not exists (select 1 from conversation_events e where e.conversation_id = c.id and e.at >= c.waiting_since
          and e.body->>'what' = 'skill_relaxed' and e.body->'detail'->>'skillId' = k.id::text)
      order by c.id limit 100 for no key update of c skip locked`,
  });
  for (const { id, skillId, skill } of rows) {
    await appendNoted(tx, id, "skill_relaxed", { detail: { skill, skillId } });
  }
}
