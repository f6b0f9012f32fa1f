import { randomUUID } from "node:crypto";
import type { PhoneLegRecord } from "#server/media/sip/process/protocol.ts";
import { transact } from "#server/platform/news/index.ts";
import type { EndCause } from "#shared/domain/calls/index.ts";
import { isOpenAt } from "#shared/domain/opening-hours.ts";
import { type QueueRules, queueRulesOf } from "#shared/domain/queue-rules.ts";
import { insertCall } from "../calls/index.ts";
import { customerOf } from "./customer-of.ts";
import type { PhoneDeps } from "./deps.ts";
import { dialledNumber } from "./dialled-number.ts";
import { numberCalled, type OurNumber } from "./our-numbers.ts";
import { insertPhoneLeg } from "./phone-legs.ts";

/** Why nobody can be asked to answer; nothing: somebody may. */
async function refusalOf({ pool }: PhoneDeps, { queue }: OurNumber): Promise<EndCause | undefined> {
  const { rows } = await pool.query<{ rules: Partial<QueueRules>; at: Date }>(
    "select rules, now() as at from queues where id = $1 and archived_at is null",
    [queue.id],
  );
  const [found] = rows;
  if (!found) return "no_such_number";
  const rules = queueRulesOf(found.rules);
  // A queue that has said where its customers go meanwhile takes them.
  return !isOpenAt(rules.hours, found.at) && rules.whenClosed.to === "stay" ? "no_answer" : undefined;
}

async function countryOf({ pool }: PhoneDeps, workspaceId: string): Promise<string> {
  const { rows } = await pool.query<{ country: string | null }>(
    "select settings->'dialing'->>'defaultCountry' as country from workspaces where id = $1",
    [workspaceId],
  );
  return rows[0]?.country ?? "";
}

/** A caller's number in the one form in which customers are known; what is no number is kept as it came. */
async function callerNumber(deps: PhoneDeps, { workspaceId }: OurNumber, given: string): Promise<string> {
  return dialledNumber(given, await countryOf(deps, workspaceId)) ?? given.replace(/[^0-9+]/g, "");
}

/** As his network calls him; who calls from an exchange of the house has a name there instead of a number. */
const nameOf = ({ from }: PhoneLegRecord, number: string): string =>
  from.name || (number === "" ? from.number : "");

/**
 * A phone calls: it rings, and waits in the queue of the number that it called, as a conversation of its own. The same news
 * again finds the conversation.
 */
export async function takeIncoming(deps: PhoneDeps, record: PhoneLegRecord): Promise<void> {
  const { line, pool } = deps;
  if (!line) return;
  const gateway = await line.gateway();
  const ours = await numberCalled(pool, record.trunkId, record.to);
  const refused = ours ? await refusalOf(deps, ours) : "no_such_number";
  if (!ours || refused) {
    await gateway.hangUp(record.id, refused ?? "no_such_number");
    return;
  }
  await gateway.ring(record.id);
  const { workspaceId, queue } = ours;
  const number = await callerNumber(deps, ours, record.from.number);
  const { result: customer } = await transact(pool, (tx) =>
    customerOf(tx, workspaceId, { number, name: nameOf(record, number) }),
  );
  await deps.calls.startConversation(
    { kind: "visitor", workspaceId, customerId: customer.id } as never,
    { clientId: record.id, text: null, medium: "voice", channel: "phone", queue: queue.id },
    async (tx, conversationId) => {
      const legId = randomUUID();
      const callId = await insertCall(
        tx,
        {
          ...{ workspaceId, conversationId, medium: "voice", direction: "inbound", isWhole: true },
          ...{ phone: { legId, number }, mediaNode: deps.calls.media.node },
        },
        { kind: "customer", id: customer.id as never, name: customer.name },
      );
      await insertPhoneLeg(tx, {
        ...{ callId, legId, lineId: ours.lineId, ownNumber: ours.number },
        remoteNumber: number,
        remoteName: record.from.name,
        gateway: { node: line.node, legId: record.id },
      });
    },
  );
}
