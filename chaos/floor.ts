import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { type AgentClient, createAgent } from "./clients/agent.ts";
import type { RecordedClient, WrapTransport } from "./clients/recorded-client.ts";
import { createVisitor, type VisitorClient } from "./clients/visitor.ts";
import type { History } from "./history.ts";
import type { Profile } from "./profiles.ts";
import { chooseReady, enterAsVisitor, signIn, startConversation } from "./system/api.ts";
import type { Workspace } from "./system/workspace.ts";
import { createTcpProxy, type TcpProxy } from "./tcp-proxy.ts";

/** A customer with his conversation open on two pages; the second may be behind a disturbed line. */
export interface Customer {
  readonly conversationId: string;
  readonly pages: readonly [VisitorClient, VisitorClient];
  readonly line: TcpProxy | null;
  /** When the line was last made half-open, ms; such a page needs some seconds to notice. */
  disturbedAt: number;
}

/** A screen that shows a conversation. */
export interface Watcher {
  readonly conversationId: string;
  readonly side: "staff" | "customer";
  /** The newest number it shows, in its side's count. */
  lastSeq(): number;
  isLive(): boolean;
}

/** The newest numbers of a conversation, in both counts. */
export interface Head {
  readonly lastSeq: number;
  readonly lastPublicSeq: number;
}

/** True when a screen shows everything up to a head. */
export const showsAll = ({ side, lastSeq }: Watcher, head: Head | undefined): boolean =>
  lastSeq() >= ((side === "staff" ? head?.lastSeq : head?.lastPublicSeq) ?? 0);

export interface Floor {
  readonly agents: readonly AgentClient[];
  readonly customers: readonly Customer[];
  /** Who has the conversation, as far as the desks know. */
  holderOf(conversationId: string): AgentClient | undefined;
  /** Everybody who shows something now. */
  watchers(): Watcher[];
  /** The same without pages that cannot know yet that their line is dead. */
  undisturbed(): Watcher[];
  /** Messages whose fate is not known yet. */
  pending(): number;
  stop(): Promise<void>;
}

interface FloorOptions {
  readonly profile: Profile;
  readonly address: string;
  readonly port: number;
  readonly workspace: Workspace;
  readonly history: History;
  readonly wrap?: WrapTransport;
}

/** A page notices a dead line within three seconds and needs two to catch up. */
const noticeMs = 6_000;
const setUpMs = 240_000;

/** Brings everybody to his place: agents ready, every conversation started, accepted and open on both sides. */
export async function openFloor(options: FloorOptions): Promise<Floor> {
  const agents = await Promise.all(options.workspace.people.map((person) => seatAgent(options, person)));
  const customers: Customer[] = [];
  // A few at a time, as people come.
  for (let from = 0; from < options.profile.conversations; from += 20) {
    const group = Array.from(
      { length: Math.min(20, options.profile.conversations - from) },
      (_, at) => from + at,
    );
    customers.push(...(await Promise.all(group.map((number) => admitCustomer(options, number)))));
  }
  const holderOf = (id: string) => agents.find(({ mine }) => mine.has(id));
  const until = Date.now() + setUpMs;
  while (!customers.every(({ conversationId }) => holderOf(conversationId))) {
    if (Date.now() > until) throw new Error("not every conversation was accepted in time");
    await sleep(100);
  }
  const pages = () => customers.flatMap((customer) => customer.pages.map((page) => ({ customer, page })));
  return {
    agents,
    customers,
    holderOf,
    watchers: () => [...agents.flatMap(deskWatchers), ...customers.flatMap(pageWatchers)],
    undisturbed: () => [
      ...agents.flatMap(deskWatchers),
      ...customers.flatMap((customer) => {
        const [first, second] = pageWatchers(customer);
        return Date.now() - customer.disturbedAt < noticeMs ? [first] : [first, second];
      }),
    ],
    pending: () =>
      agents.reduce((all, { client }) => all + client.pending(), 0) +
      pages().reduce((all, { page }) => all + page.client.pending(), 0),
    async stop() {
      for (const agent of agents) agent.stop();
      for (const { page } of pages()) page.client.stop();
      await Promise.all(customers.map(({ line }) => line?.close()));
    },
  };
}

async function seatAgent(
  { address, history, wrap }: FloorOptions,
  person: Workspace["people"][number],
): Promise<AgentClient> {
  const token = await signIn(address, person.email);
  const agent = createAgent({ person, address, token, history, ...(wrap ? { wrap } : {}) });
  await agent.start();
  while (agent.client.sync.connection.get().phase !== "live") await sleep(20);
  await chooseReady(address, token);
  return agent;
}

async function admitCustomer(options: FloorOptions, number: number): Promise<Customer> {
  const { address, port, history, workspace, profile, wrap } = options;
  const token = await enterAsVisitor(address, workspace.key);
  const { conversation } = await startConversation(address, token, randomUUID(), `Hello from ${number}`);
  const line = number < profile.disturbed ? await createTcpProxy(port) : null;
  const page = (letter: string, at: string) =>
    createVisitor({
      ...{ name: `Customer ${number} ${letter}`, address: at, token, history },
      conversationId: conversation.id,
      ...(wrap ? { wrap } : {}),
    });
  const pages = [page("A", address), page("B", line ? `http://127.0.0.1:${line.port}` : address)] as const;
  await Promise.all(pages.map((each) => each.start()));
  return { conversationId: conversation.id, pages, line, disturbedAt: Number.NEGATIVE_INFINITY };
}

const isLive = ({ sync }: RecordedClient): boolean => sync.connection.get().phase === "live";

const deskWatchers = ({ client, mine }: AgentClient): Watcher[] =>
  [...mine.keys()].map((conversationId) => ({
    ...{ conversationId, side: "staff" },
    isLive: () => isLive(client),
    // What he hands back while he is measured is not his to show any more.
    lastSeq: () =>
      mine.has(conversationId) ? client.view(conversationId).lastSeq : Number.POSITIVE_INFINITY,
  }));

const pageWatchers = ({ conversationId, pages }: Customer): [Watcher, Watcher] => {
  const watcher = (page: VisitorClient): Watcher => ({
    ...{ conversationId, side: "customer" },
    isLive: () => isLive(page.client),
    lastSeq: () => page.log().lastSeq,
  });
  return [watcher(pages[0]), watcher(pages[1])];
};
