import type { Person } from "./people.ts";
import { type Stage, until } from "./stage.ts";
import type { Cast, Step } from "./steps.ts";

export const peopleOf = ({ customer, agent, colleague, supervisor }: Cast): readonly Person[] => [
  customer,
  agent,
  colleague,
  supervisor,
];

/** Everybody hears whom the step says, and nobody else. */
export const isAsItShould = (cast: Cast, step: Step) =>
  peopleOf(cast).every(({ part, hears }) => {
    const wanted = step.hears[part];
    return wanted === undefined || hears().join() === wanted.toSorted().join();
  });

export const said = (cast: Cast) =>
  peopleOf(cast)
    .map(({ part, hears }) => `${part}: ${hears().join("+") || "-"}`)
    .join(", ");

/** What the server makes of the call, for whoever looks for the cause of a failure. */
export async function standing({ db }: Stage, { callId }: Cast): Promise<string> {
  const { rows } = await db.query<{ cause: string | null; legs: string | null }>(
    `select k.cause, (select string_agg(concat(leg->>'party', ' ', leg->>'state', ' ', m.state), ', ')
       from jsonb_array_elements(k.legs) leg left join call_media m on m.call_id = k.id and m.leg_id = leg->>'id') as legs
     from calls k where k.id = $1`,
    [callId],
  );
  const [row] = rows;
  return `${row?.cause ? `the call ended, ${row.cause}` : "the call goes on"} (${row?.legs})`;
}

/** Brings everybody to where the step has them. */
export async function bring(cast: Cast, step: Step): Promise<void> {
  await step.bring(cast);
  await until("everybody hearing whom he should", async () => isAsItShould(cast, step)).catch((error) => {
    throw new Error(`${error.message}: ${said(cast)}`);
  });
}

/** Everybody who is left hangs up; then the call has to be over, for everybody. */
export async function hangUp(stage: Stage, cast: Cast): Promise<void> {
  const { customer, callId } = cast;
  if (!customer.isDead()) await customer.ask("POST", `/visitor/calls/${callId}/leave`).catch(() => undefined);
  for (const one of peopleOf(cast)) await one.die();
  await until("the end of the call", async () => {
    const { rows } = await stage.db.query("select 1 from calls where id = $1 and ended_at is null", [callId]);
    return rows.length === 0;
  });
  await until("the end of its rings", async () => {
    const { rows } = await stage.db.query(
      "select 1 from offers where conversation_id = $1 and state = 'open'",
      [cast.conversationId],
    );
    return rows.length === 0;
  });
}
