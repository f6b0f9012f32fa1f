import { cpuMicros } from "../processes.ts";
import type { Delivery, Load } from "./load.ts";

/** One server in one round. Times in ms, CPU in µs. */
export interface Figures extends Delivery {
  readonly perSecond: number;
  /** CPU of a message at saturation: of the server, and of its database (0 where there is none). */
  readonly cpuServer: number;
  readonly cpuDatabase: number;
  /** The same at the fixed rate, where nothing can be gathered. */
  readonly cpuAtRate: number;
}

/** What belongs to a server under measurement. */
export interface Measured {
  readonly load: Load;
  readonly server: () => readonly number[];
  readonly database: () => readonly number[];
}

export const rate = 200;
const rateMs = 4_000;
const saturationMs = 4_000;
const windowPerRoom = 4;

/** One round: delivery at a fixed rate, then saturation. */
export async function measure({ load, server, database }: Measured): Promise<Figures> {
  const cpu = () => [cpuMicros(server()), cpuMicros(database())] as const;
  const [quietServer, quietDatabase] = cpu();
  const delivery = await load.deliver(rate, rateMs);
  const [server0, database0] = cpu();
  const saturation = await load.saturate(windowPerRoom, saturationMs);
  const [server1, database1] = cpu();
  const failed = delivery.failed + saturation.failed;
  if (failed > 0) throw new Error(`${failed} messages were refused`);
  return {
    ...delivery,
    perSecond: saturation.perSecond,
    cpuServer: (server1 - server0) / saturation.messages,
    cpuDatabase: (database1 - database0) / saturation.messages,
    cpuAtRate: (server0 - quietServer + database0 - quietDatabase) / delivery.messages,
  };
}
