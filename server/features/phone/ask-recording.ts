import { Language } from "#shared/contract/ids.ts";
import { isHere, type Leg, type RecordingEvent } from "#shared/domain/calls/index.ts";
import { type CallRow, callRows, changeByItself } from "../calls/index.ts";
import type { PhoneDeps } from "./deps.ts";
import { phoneLegRows } from "./phone-legs.ts";

/** What is said to a telephone ends with these keys. */
const answers: Readonly<Record<string, RecordingEvent>> = { 1: "agreed", 2: "refused" };
/** Who has not answered is asked again, so often and after so long, ms: the agent may have talked on meanwhile. */
const mostTimes = 3;
const againMs = 20_000;

type Sentence = "ask" | "recorded";

const isOnTelephone = (leg: Leg): boolean => leg.phone !== null && isHere(leg);

/** The customer's telephone, while he is asked whether the call may be recorded. */
const askedLeg = ({ call, recording }: CallRow): Leg | undefined =>
  recording?.state === "asked"
    ? call.legs.find((leg) => leg.party === "customer" && isOnTelephone(leg))
    : undefined;

/** Telephones that are to know that they are recorded: of whoever comes later too. Who has agreed to it knows. */
function toldLegs({ call, recording }: CallRow): readonly Leg[] {
  if (recording?.state !== "recording" || recording.consent === "none") return [];
  const phones = call.legs.filter(isOnTelephone);
  return recording.consent === "given" ? phones.filter(({ party }) => party !== "customer") : phones;
}

/**
 * What telephones, which show nothing, are told of a recording: in words, that there is one, or whether there may be, which
 * the customer answers with a key.
 */
export function createRecordingWords({ pool, calls }: Pick<PhoneDeps, "pool" | "calls">, now = Date.now) {
  /** By call and leg: how often it was said, and when last. */
  const said = new Map<string, Map<string, { readonly times: number; readonly at: number }>>();

  async function languageOf({ workspaceId, conversationId }: CallRow): Promise<Language> {
    const { rows } = await pool.query<{ language: string }>(
      `select coalesce((select c.language from conversations c where c.id = $2), w.languages[1]) as language
       from workspaces w where w.id = $1`,
      [workspaceId, conversationId],
    );
    return Language.catch("en").parse(rows[0]?.language);
  }

  async function say(row: CallRow, leg: Leg, sentence: Sentence, most: number): Promise<void> {
    const ofCall = said.get(row.call.id) ?? new Map();
    said.set(row.call.id, ofCall);
    const before = ofCall.get(`${sentence} ${leg.id}`) ?? { times: 0, at: 0 };
    if (before.times >= most || now() - before.at < againMs) return;
    // What cannot be said yet, because its sound is on its way, is said at the next look.
    await calls.media.play(row.call.id, leg.id, `${sentence}-${await languageOf(row)}`);
    ofCall.set(`${sentence} ${leg.id}`, { times: before.times + 1, at: now() });
  }

  async function customerOf({ conversationId }: CallRow) {
    const { rows } = await pool.query<{ id: string; name: string }>(
      "select cu.id, cu.name from conversations c join customers cu on cu.id = c.customer_id where c.id = $1",
      [conversationId],
    );
    return rows[0];
  }

  return {
    /** Says what is to be said to whoever has not heard it. */
    async follow(row: CallRow): Promise<void> {
      if (row.call.cause !== null) {
        said.delete(row.call.id);
        return;
      }
      const asked = askedLeg(row);
      if (asked) await say(row, asked, "ask", mostTimes);
      for (const leg of toldLegs(row)) await say(row, leg, "recorded", 1);
    },
    /** A telephone has pressed a key: of whoever was asked it is the answer. */
    async key(gatewayLegId: string, key: string): Promise<void> {
      const record = answers[key];
      const [phone] = await phoneLegRows(pool, "p.gateway_leg_id = $1", [gatewayLegId]);
      const [row] = phone ? await callRows(pool, "k.id = $1", [phone.callId]) : [];
      if (!record || !row || askedLeg(row)?.id !== phone?.legId) return;
      const customer = await customerOf(row);
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
