import { aColleague, heardBy } from "./call-floor.ts";
import { aPhoneLine, type aTelephoneNetwork, type Telephone } from "./phone-floor.ts";
import type { TestServer } from "./start-test-server.ts";
import { accept, eventually, ready } from "./talk.ts";

interface Floor {
  readonly server: TestServer;
  readonly network: Awaited<ReturnType<typeof aTelephoneNetwork>>;
  /** Closes it after the test. */
  readonly later: <T extends { close(): unknown }>(one: T) => T;
}

export const heardByPhone = (phone: Telephone, voices: Parameters<typeof heardBy>[1]) =>
  heardBy(phone as never, voices);

/** Shops that are reached by telephone. */
export function phoneShops(floor: () => Floor) {
  let numbers = 0;

  /** A shop that is reached by telephone, and Ana who answers there. */
  async function aShop(settings: object = {}) {
    const shop = await floor().server.workspace({ queues: ["Orders", "Billing"] });
    const number = `+3902${String(1_000_000 + ++numbers)}`;
    const line = await aPhoneLine(floor().server, shop, {
      networkPort: floor().network.port,
      number,
      settings,
    });
    const ana = floor().later(await aColleague(floor().server, shop, "ana", "agent"));
    await ready(ana.desk);
    return { shop, number, ana, ...line };
  }

  const callOf = async (number: string) =>
    (
      await floor().server.server.database.pool.query(
        `select k.id, k.conversation_id as "conversationId", k.cause from calls k join phone_legs p on p.call_id = k.id
       where p.own_number = $1 order by k.created_at desc limit 1`,
        [number],
      )
    ).rows[0] as { id: string; conversationId: string; cause: string | null } | undefined;

  /** A phone calls, and Ana has answered. */
  async function aPhoneCall(given?: Awaited<ReturnType<typeof aShop>>) {
    const home = given ?? (await aShop());
    const phone = floor().later(await calling(home.number));
    const call = await eventually(() => callOf(home.number), "the call");
    await accept(home.ana.desk, call.conversationId);
    await eventually(() => home.ana.told(call.id), "the call at her desk");
    await home.ana.connect(call.id);
    await heardByPhone(phone, ["ana"]);
    await heardBy(home.ana, ["customer"]);
    return { ...home, phone, ...call };
  }

  async function calling(number: string): Promise<Telephone> {
    for (let attempt = 0; ; attempt++) {
      const phone = await floor().network.calls(number);
      // The first line that is set up starts the phone process.
      const isThere = await eventually(async () => phone.ended() ?? (await callOf(number))).catch(
        () => "late",
      );
      if (typeof isThere !== "string" || attempt > 8) return phone;
      phone.close();
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }

  return { aShop, aPhoneCall, calling, callOf };
}
