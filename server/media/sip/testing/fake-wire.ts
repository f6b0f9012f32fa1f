import { openEndpoint } from "../core/sip-endpoint.ts";
import type { SipSource, SipTarget } from "../text/via.ts";
import type { WireOptions } from "../transport/wire.ts";

const tester: SipSource = { protocol: "UDP", address: "192.0.2.99", port: 5066 };

/** An endpoint whose wire is a list: what it would send, and a way to let it receive. */
export async function openFakeEndpoint(
  onInvite: Parameters<typeof openEndpoint>[0]["onInvite"] = (invite) => invite.reject({ statusCode: 486 }),
  accountOf: Parameters<typeof openEndpoint>[0]["accountOf"] = () => undefined,
) {
  const sent: { readonly message: string; readonly to: SipTarget }[] = [];
  const notes: string[] = [];
  let receive: WireOptions["receive"] = () => {};
  const endpoint = await openEndpoint({
    publicAddress: "192.0.2.1",
    openWire: async (options) => {
      receive = options.receive;
      return {
        protocol: "UDP",
        port: 5060,
        send: async (message, to) => {
          sent.push({ message: message.toString("latin1"), to });
        },
        close: async () => {},
      };
    },
    admit: () => true,
    onInvite,
    accountOf,
    note: (what, about) => {
      if (what === "sip.unexpected") notes.push(String(about.message));
    },
    names: { addresses: async () => ["192.0.2.7"], services: async () => [] },
  });
  return {
    ...endpoint,
    sent,
    /** What the core threw, which must be nothing for messages in order. */
    notes,
    hear: (message: string, from = tester) => receive(Buffer.from(message, "latin1"), from),
    /** What is sent in the turns that follow. */
    async answers(): Promise<readonly { status: number; message: string; to: SipTarget }[]> {
      for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      return sent.map((one) => ({ ...one, status: Number(one.message.split(" ")[1]) }));
    },
  };
}
