import type { Conversation, Offer } from "#shared/contract/conversations.ts";
import type { DeskSnapshot } from "#shared/contract/socket.ts";
import type { SyncTransport } from "#shared/sync/index.ts";
import { acceptOffer, Refused } from "../system/api.ts";
import type { Person } from "../system/workspace.ts";
import { createRecordedClient, type RecordedClient, type RecordedOptions } from "./recorded-client.ts";

const beatMs = 8_000;

export interface AgentOptions extends Omit<RecordedOptions, "side" | "name"> {
  readonly person: Person;
}

/** A headless desk: takes what rings, keeps what is assigned to it open, and lets go of what is not. */
export interface AgentClient {
  readonly person: Person;
  readonly token: string;
  readonly client: RecordedClient;
  /** What is assigned to him as far as his desk knows, newest record each. */
  readonly mine: ReadonlyMap<string, Conversation>;
  start(): Promise<void>;
  stop(): void;
}

/** Makes a desk of an agent who has signed in. */
export function createAgent(options: AgentOptions): AgentClient {
  const { person, history, address, token } = options;
  const known = new Map<string, Conversation>();
  const mine = new Map<string, Conversation>();
  const releases = new Map<string, () => void>();
  const answered = new Set<string>();

  const hear = (conversation: Conversation) => {
    const before = known.get(conversation.id);
    if (before && before.version > conversation.version) return;
    known.set(conversation.id, conversation);
    if (conversation.state === "assigned" && conversation.assignee?.id === person.id) {
      mine.set(conversation.id, conversation);
      if (!releases.has(conversation.id)) releases.set(conversation.id, client.sync.open(conversation.id));
    } else {
      mine.delete(conversation.id);
      releases.get(conversation.id)?.();
      releases.delete(conversation.id);
    }
  };

  const answer = async ({ id: offerId, conversationId, state, userId }: Offer) => {
    if (state !== "open" || userId !== person.id || answered.has(offerId)) return;
    answered.add(offerId);
    const what = { op: "accept", agentId: person.id, offerId, conversationId } as const;
    try {
      hear(await acceptOffer(address, token, offerId));
      history.add({ ...what, type: "ok" });
    } catch (error) {
      const refused = error instanceof Refused && error.status < 500;
      // Nobody knows whether it was carried out: the next snapshot tells, and offers it again if not.
      if (!refused) answered.delete(offerId);
      history.add({ ...what, type: refused ? "fail" : "info", code: (error as Error).message });
    }
  };

  const listen = (transport: SyncTransport): SyncTransport => {
    transport.on<Conversation>("conversation.changed", hear);
    transport.on<Offer>("offer.changed", (offer) => void answer(offer));
    return options.wrap ? options.wrap(transport) : transport;
  };
  const client = createRecordedClient({ ...options, name: person.name, side: "staff", wrap: listen });
  client.sync.onCatchUp(async () => {
    const snapshot = await client.sync.request<DeskSnapshot>("desk.snapshot", {});
    for (const conversation of snapshot.mine) hear(conversation);
    const still = new Set<string>(snapshot.mine.map(({ id }) => id));
    for (const id of [...mine.keys()].filter((each) => !still.has(each))) {
      mine.delete(id);
      releases.get(id)?.();
      releases.delete(id);
    }
    for (const offer of snapshot.offers) void answer(offer);
  });

  // As the product's desk does: without it he would pass for gone.
  const beat = setInterval(() => {
    client.sync.request("presence.beat", {}).catch(() => undefined);
  }, beatMs);
  const stop = () => {
    clearInterval(beat);
    client.stop();
  };
  return { person, token, client, mine, start: client.start, stop };
}
