import { createTurns } from "#server/platform/in-turns.ts";
import { transact, type Work } from "#server/platform/news/index.ts";
import { AppError } from "#shared/errors/app-error.ts";
import { takeSeat } from "./assign-conversation.ts";
import { takeUp } from "./park-conversation.ts";
import { returnToQueue } from "./return-to-queue.ts";
import type { SweepDeps } from "./sweep-gone.ts";

interface Due {
  readonly id: string;
  readonly userId: string;
  /** The customer has written since it was parked. */
  readonly wrote: boolean;
  readonly present: boolean;
  /** Its moment, to the microsecond. */
  readonly until: string;
}

/** Where a round ended: the next one goes on behind it. */
type Place = Pick<Due, "until" | "id">;

/** So many are looked at in one round. */
const most = 200;

/** Parked conversations whose moment has come, or in which the customer has written. */
const dueSql = (condition: string) => `
  select c.id, c.assignee_id as "userId", c.parked_until::text as until,
    coalesce(c.last_message_by = 'customer' and c.last_message_seq > coalesce(c.parked_seq, 0), false) as wrote,
    exists (select 1 from presence_leases l where l.user_id = c.assignee_id and l.until > now()) as present
  from conversations c
  where c.parked_until is not null and c.state = 'assigned' and ${condition}
    and (c.parked_until <= now() or (c.last_message_by = 'customer' and c.last_message_seq > coalesce(c.parked_seq, 0)))`;

/**
 * Takes up what was parked when its moment comes or the customer writes: the agent has it again if he is there and has
 * a free seat. If he is not there it goes back to its queue; so it does when the customer waits for an answer and the
 * agent has no seat. Without a customer who waits it stays parked and due until a seat is free: the agent sees it so.
 * Each is a transaction of its own and looks again behind its locks, so several servers may sweep at once.
 *
 * What stays due because its agent has no seat is looked at again in every round. When there is more than fits into one,
 * the next round goes on where this one ended, so that agents who are full keep nobody else's waiting; customers who
 * wait for an answer come first. What cannot be done is passed over until everything else has been looked at.
 */
export function createParkedSweep({ pool, news, log }: SweepDeps, atOnce = most) {
  const round = createTurns({ log, what: "parked", most: atOnce });
  let last: Place = { until: "-infinity", id: "00000000-0000-0000-0000-000000000000" };

  async function next(but: readonly string[], limit: number): Promise<Due[]> {
    const { rows } = await pool.query<Due>(
      `select * from (${dueSql("c.id <> all($3::uuid[])")}) due
       order by wrote desc, (until::timestamptz, id) > ($1::timestamptz, $2::uuid) desc, until::timestamptz, id limit $4`,
      [last.until, last.id, but, limit],
    );
    last = rows.findLast(({ wrote }) => !wrote) ?? last;
    return rows;
  }

  return async (): Promise<number> => {
    const settled = await round(next, async ({ id, userId }) =>
      news.publish(await transact(pool, (tx) => settle(tx, id, userId))),
    );
    return settled.filter((isBack) => isBack).length;
  };
}

/** True when it went back to its queue. */
async function settle(tx: Work, id: string, userId: string): Promise<boolean> {
  const seat = await seatOf(tx, userId, id);
  const { rows } = await tx.query<Due>(
    `${dueSql("c.id = $1 and c.assignee_id = $2")} for no key update of c`,
    [id, userId],
  );
  const [due] = rows;
  if (!due) return false;
  const why = due.wrote ? "customer" : "reminder";
  if (due.present && seat === "free") {
    await takeUp(tx, id, why);
    return false;
  }
  if (due.present && seat === "full" && !due.wrote) return false;
  return returnToQueue(tx, id, { why });
}

/** Whether the agent has a free seat, which is locked then; `none`: he is blocked or gone. */
async function seatOf(tx: Work, userId: string, conversationId: string): Promise<"free" | "full" | "none"> {
  try {
    await takeSeat(tx, userId, conversationId);
    return "free";
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === "agent.at_capacity" ? "full" : "none";
  }
}
