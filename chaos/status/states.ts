import { setTimeout as sleep } from "node:timers/promises";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { MortalDesk } from "./desk.ts";
import type { StatusFloor } from "./floor.ts";

/** What somebody has when he is killed: his status, and the conversation that it is about. */
export interface Prepared {
  readonly status: "ready" | "online" | "dnd" | "custom" | "paused";
  readonly conversationId: string | null;
}

/** Long, as the machine may be busy with other things: what never happens is found all the same. */
const within = 20_000;

/** Reads again and again until it finds something. */
export async function until<T>(what: string, read: () => Promise<T | null | undefined | false>): Promise<T> {
  for (const end = Date.now() + within; ; await sleep(50)) {
    const found = await read();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what} did not happen within ${within / 1_000} s`);
  }
}

const offerTo = ({ db }: StatusFloor, { person }: MortalDesk, conversationId: string) =>
  until("the offer", async () => {
    const { rows } = await db.query<{ id: string }>(
      "select id from offers where user_id = $1 and conversation_id = $2 and state = 'open'",
      [person.id, conversationId],
    );
    return rows[0]?.id;
  });

async function serve(floor: StatusFloor, victim: MortalDesk): Promise<Conversation> {
  const conversationId = await floor.start();
  const offerId = await offerTo(floor, victim, conversationId);
  return victim.ask("POST", `/offers/${offerId}/accept`, {});
}

const act = (victim: MortalDesk, { id, assignmentToken }: Conversation, what: string, more: object) =>
  victim.ask("POST", `/conversations/${id}/${what}`, { assignmentToken, ...more });

/** Every state that an agent can be in, and how he gets there. He is there and Ready before. */
export const states: Readonly<Record<string, (floor: StatusFloor, victim: MortalDesk) => Promise<Prepared>>> =
  {
    idle: async () => ({ status: "ready", conversationId: null }),
    /** There for direct work alone, with a conversation that he had taken before. */
    async online(floor, victim) {
      const { id } = await serve(floor, victim);
      await victim.ask("PUT", "/me/status", { status: "online" });
      return { status: "online", conversationId: id };
    },
    async offered(floor, victim) {
      const conversationId = await floor.start();
      await offerTo(floor, victim, conversationId);
      return { status: "ready", conversationId };
    },
    async inService(floor, victim) {
      return { status: "ready", conversationId: (await serve(floor, victim)).id };
    },
    async parked(floor, victim) {
      const conversation = await serve(floor, victim);
      const until = new Date(Date.now() + 3_600_000).toISOString();
      await act(victim, conversation, "park", { until, note: "" });
      return { status: "ready", conversationId: conversation.id };
    },
    async wrapUp(floor, victim) {
      const conversation = await serve(floor, victim);
      await act(victim, conversation, "close", { outcome: "resolved" });
      return { status: "ready", conversationId: conversation.id };
    },
    async handingOver(floor, victim) {
      const conversation = await serve(floor, victim);
      const other = floor.victims.find((one) => one !== victim) as MortalDesk;
      // He is there and does not answer: it has to come back, and the one it comes back to is gone.
      await other.come();
      await other.ask("PUT", "/me/status", { status: "online" });
      await act(victim, conversation, "transfer", { to: { kind: "agent", userId: other.person.id } });
      return { status: "ready", conversationId: conversation.id };
    },
    async beingHanded(floor, victim) {
      const [first, second] = floor.victims.filter((one) => one !== victim) as [MortalDesk, MortalDesk];
      const giver = floor.random.chance(0.5) ? first : second;
      await giver.come();
      await giver.ask("PUT", "/me/status", { status: "ready" });
      await victim.ask("PUT", "/me/status", { status: "online" });
      const conversation = await serve(floor, giver);
      await giver.ask("PUT", "/me/status", { status: "online" });
      await victim.ask("PUT", "/me/status", { status: "ready" });
      await act(giver, conversation, "transfer", { to: { kind: "agent", userId: victim.person.id } });
      // He hands it over and goes home.
      giver.die("reset");
      return { status: "ready", conversationId: conversation.id };
    },
    async nextStatus(floor, victim) {
      const { id } = await serve(floor, victim);
      await victim.ask("PUT", "/me/status", { status: "dnd", when: "whenFree" });
      return { status: "ready", conversationId: id };
    },
    async doNotDisturb(_, victim) {
      await victim.ask("PUT", "/me/status", { status: "dnd" });
      return { status: "dnd", conversationId: null };
    },
    async custom({ customStatusId }, victim) {
      await victim.ask("PUT", "/me/status", { status: "custom", customStatusId });
      return { status: "custom", conversationId: null };
    },
    async paused(floor, victim) {
      const conversationId = await floor.start();
      await offerTo(floor, victim, conversationId);
      await until("the pause", async () => {
        const { rows } = await floor.db.query(
          "select 1 from agent_status where user_id = $1 and status = 'paused'",
          [victim.person.id],
        );
        return rows.length > 0;
      });
      return { status: "paused", conversationId };
    },
    async helpAsked(floor, victim) {
      const { id } = await serve(floor, victim);
      await victim.ask("POST", `/conversations/${id}/help`, { reason: "He wants a discount" });
      return { status: "ready", conversationId: id };
    },
  };
