import { randomUUID } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Ack } from "#shared/contract/socket.ts";
import { enterAsVisitor, signIn, startConversation, take } from "../../chaos/system/api.ts";
import type { Workspace } from "../../chaos/system/workspace.ts";
import { type Room, roomCount, welcomed, wire } from "./room.ts";

/** One agent for each conversation, and a few who watch. */
export const crews = [
  { role: "agent", count: roomCount, capacity: 4 },
  { role: "coordinator", count: 4, capacity: 4 },
  { role: "supervisor", count: 4, capacity: 4 },
] as const;

const desk = (address: string, token: string): Promise<Socket> =>
  welcomed(io(`${address}/desk`, { ...wire, extraHeaders: { authorization: `Bearer ${token}` } }));

async function command(socket: Socket, name: string, input: unknown): Promise<void> {
  const answer = (await socket.timeout(10_000).emitWithAck(name, input)) as Ack<unknown>;
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code}`);
}

/** Brings a customer, his agent, and two colleagues who look on into each of the conversations. */
export async function openProductRooms(address: string, workspace: Workspace): Promise<Room[]> {
  const tokens = new Map<string, string>();
  for (const { id, email } of workspace.people) tokens.set(id, await signIn(address, email));
  const of = (role: string) => workspace.people.filter((person) => person.role === role);
  const [agents, seconds, supervisors] = [of("agent"), of("coordinator"), of("supervisor")];
  const rooms: Room[] = [];
  for (let number = 0; number < roomCount; number++) {
    const token = await enterAsVisitor(address, workspace.key);
    const { conversation } = await startConversation(address, token, randomUUID(), "Good morning");
    const staff = [
      agents[number],
      seconds[number % seconds.length],
      supervisors[number % supervisors.length],
    ];
    const [agentToken = "", ...watching] = staff.map((person) => tokens.get(person?.id ?? "") ?? "");
    await take(address, agentToken, conversation.id);
    const customer = welcomed(io(`${address}/visitor`, { ...wire, auth: { token } }));
    const sockets = await Promise.all([
      customer,
      desk(address, agentToken),
      ...watching.map((each) => desk(address, each)),
    ]);
    for (const socket of sockets)
      await command(socket, "conversation.watch", { conversationId: conversation.id });
    rooms.push({ conversationId: conversation.id, sockets, writers: sockets.slice(0, 2) });
  }
  return rooms;
}
