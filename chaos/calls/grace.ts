import { type Stage, until } from "./stage.ts";
import type { Cast } from "./steps.ts";

/** Waits until somebody's silence is noticed; the part of the grace that nothing happens in is cut off in the database. */
export async function wearOutGrace({ db }: Stage, cast: Cast, who: "agent" | "customer"): Promise<void> {
  const legs = await db.query<{ legId: string }>(
    `select leg->>'id' as "legId" from calls k cross join jsonb_array_elements(k.legs) leg
     where k.id = $1 and leg->>'state' <> 'gone'
       and ($2::text is null and leg->>'party' = 'customer' or leg->>'userId' = $2)`,
    [cast.callId, who === "agent" ? cast.agent.id : null],
  );
  for (const { legId } of legs.rows) {
    await until("the loss being noticed", async () => {
      const { rows } = await db.query<{ state: string }>(
        "select state from call_media where call_id = $1 and leg_id = $2",
        [cast.callId, legId],
      );
      return rows[0]?.state !== "connected";
    });
    await db.query(
      "update call_media set since = since - interval '26 seconds' where call_id = $1 and leg_id = $2",
      [cast.callId, legId],
    );
  }
}
