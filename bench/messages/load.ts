import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Socket } from "socket.io-client";
import { percentile } from "../../chaos/percentile.ts";
import { repeat } from "../../chaos/workload.ts";
import type { Room } from "./room.ts";

export interface Delivery {
  readonly messages: number;
  readonly failed: number;
  readonly ackP50: number;
  readonly ackP99: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Saturation {
  readonly messages: number;
  readonly failed: number;
  readonly perSecond: number;
}

/** Together with the ids about 230 bytes, the length of an ordinary sentence. */
const text = "Thank you, the parcel has come, but one of the two lamps is broken at its foot.";

const message = (conversationId: string) => ({
  ...{ conversationId, clientId: randomUUID(), kind: "message", text, fileIds: [] as string[] },
});

/** Rooms with their receipts: who hears what, and when. */
export interface Load {
  /** At a fixed rate, whatever the answers do: how long until the others have it. */
  deliver(perSecond: number, ms: number): Promise<Delivery>;
  /** Every room always has some messages on their way: how many are acknowledged. */
  saturate(window: number, ms: number): Promise<Saturation>;
}

/** Generates load in the rooms of one server. */
export function createLoad(rooms: readonly Room[]): Load {
  const sentAt = new Map<string, { at: number; by: Socket }>();
  let deliveries: number[] = [];
  for (const socket of rooms.flatMap(({ sockets }) => sockets)) {
    socket.on("event.appended", ({ clientId }: { clientId: string }) => {
      const sent = sentAt.get(clientId);
      // Our server tells the writer too; the relay does not. Only the others count.
      if (sent && sent.by !== socket) deliveries.push(performance.now() - sent.at);
    });
  }
  let turn = 0;
  const nextWriter = (): [Room, Socket] => {
    const room = rooms[turn % rooms.length] as Room;
    const writer = room.writers[Math.floor(turn / rooms.length) % room.writers.length] as Socket;
    turn++;
    return [room, writer];
  };
  const send = async (room: Room, writer: Socket, timed: boolean): Promise<number | null> => {
    const payload = message(room.conversationId);
    const at = performance.now();
    if (timed) sentAt.set(payload.clientId, { at, by: writer });
    const answer = await new Promise<{ ok: boolean }>((done) => writer.emit("message.send", payload, done));
    return answer.ok ? performance.now() - at : null;
  };

  return {
    async deliver(perSecond, ms) {
      const answers: Promise<number | null>[] = [];
      deliveries = [];
      const stop = repeat(perSecond, () => answers.push(send(...nextWriter(), true)));
      await sleep(ms);
      stop();
      const acks = await Promise.all(answers);
      await sleep(200);
      sentAt.clear();
      const took = acks.filter((each) => each !== null);
      const [ackP50, ackP99] = [percentile(took, 0.5), percentile(took, 0.99)];
      const [p50, p99] = [percentile(deliveries, 0.5), percentile(deliveries, 0.99)];
      return { messages: took.length, failed: acks.length - took.length, ackP50, ackP99, p50, p99 };
    },
    async saturate(window, ms) {
      const until = performance.now() + ms;
      let [messages, failed] = [0, 0];
      const worker = async (room: Room, writer: Socket) => {
        while (performance.now() < until) {
          if ((await send(room, writer, false)) === null) failed++;
          else messages++;
        }
      };
      const began = performance.now();
      await Promise.all(
        rooms.flatMap((room) =>
          Array.from({ length: window }, (_, at) =>
            worker(room, room.writers[at % room.writers.length] as Socket),
          ),
        ),
      );
      return { messages, failed, perSecond: messages / ((performance.now() - began) / 1_000) };
    },
  };
}
