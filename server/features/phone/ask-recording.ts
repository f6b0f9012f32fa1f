import { Language } from "#shared/contract/ids.ts";
import { isHere, type RecordingEvent } from "#shared/domain/calls/index.ts";
import { type CallRow, callRows, changeByItself } from "../calls/index.ts";
import type { PhoneDeps } from "./deps.ts";
import { phoneLegRows } from "./phone-legs.ts";

/** What is said to a telephone ends with these keys. */
const answers: Readonly<Record<string, RecordingEvent>> = { 1: "agreed", 2: "refused" };

/** The customer's telephone, while he is asked whether the call may be recorded. */
const askedLeg = ({ call, recording }: CallRow) =>
  recording?.state === "asked"
    ? call.legs.find((leg) => leg.party === "customer" && leg.phone !== null && isHere(leg))
    : undefined;

/** Asks customers on the telephone whether they may be recorded, in words, since there is nothing to show them; they press a key. */
export function createRecordingQuestion({ pool, calls }: Pick<PhoneDeps, "pool" | "calls">) {
  const asked = new Set<string>();

  async function languageOf({ workspaceId, conversationId }: CallRow): Promise<Language> {
    const { rows } = await pool.query<{ language: string }>(
      `select coalesce((select c.language from conversations c where c.id = $2), w.languages[1]) as language
       from workspaces w where w.id = $1`,
      [workspaceId, conversationId],
    );
    return Language.catch("en").parse(rows[0]?.language);
  }

  return {
    /** Says it once to whoever is to be asked. */
    async follow(row: CallRow): Promise<void> {
      const leg = askedLeg(row);
      if (!leg) {
        asked.delete(row.call.id);
        return;
      }
      if (asked.has(row.call.id)) return;
      asked.add(row.call.id);
      await calls.media.play(row.call.id, leg.id, `ask-${await languageOf(row)}`);
    },
    /** A telephone has pressed a key: of whoever was asked it is the answer. */
    async key(gatewayLegId: string, key: string): Promise<void> {
      const record = answers[key];
      const [phone] = await phoneLegRows(pool, "p.gateway_leg_id = $1", [gatewayLegId]);
      const [row] = phone ? await callRows(pool, "k.id = $1", [phone.callId]) : [];
      if (!record || !row || askedLeg(row)?.id !== phone?.legId) return;
      const { rows } = await pool.query<{ id: string; name: string }>(
        `select cu.id, cu.name from conversations c join customers cu on cu.id = c.customer_id where c.id = $1`,
        [row.conversationId],
      );
      const [customer] = rows;
      if (!customer) return;
      await changeByItself(calls, {
        callId: row.call.id,
        by: { kind: "customer", id: customer.id as never, name: customer.name },
        record,
        change: ({ call }) => ({ ok: true, call }),
        // Pressed twice, the first counts.
        stillSo: async (tx) => {
          const [now] = await callRows(tx, "k.id = $1", [row.call.id]);
          return now?.recording?.state === "asked";
        },
      });
    },
  };
}
