import type { RTCIceTransport, RTCPeerConnection } from "werift";

/** How long the old way is used while no new one is found, ms: after that nobody is there to hear. */
const bridgeMs = 5_000;

const ways = new WeakMap<RTCIceTransport, RTCIceTransport["connection"]["send"]>();

/** What of a connection's way there was before another offer was taken. */
interface Before {
  readonly transport: RTCIceTransport;
  readonly generation: number;
  readonly pair: RTCIceTransport["connection"]["nominated"];
}

/** Goes on sending by the old way until the new one is found (RFC 8445, 9): the library would send nothing meanwhile. */
function bridge({ transport, pair }: Before): () => void {
  const { connection } = transport;
  const plain = ways.get(transport) ?? connection.send;
  ways.set(transport, plain);
  if (pair)
    connection.send = async (data) => {
      if (connection.nominated) await plain(data);
      else await pair.protocol.sendData(data, pair.remoteAddr).catch(() => {});
    };
  return () => {
    connection.send = plain;
  };
}

/**
 * What an offer that restarts the connection needs beside what the library does (RFC 8445, 9): it begins no checks for a
 * connection that was up already, and lets its sound rest until there are new ones.
 */
export function beforeOffer(peer: RTCPeerConnection) {
  const all = peer.iceTransports.map((transport): Before => {
    const { generation, nominated } = transport.connection;
    return { transport, generation, pair: nominated };
  });
  const restarted: { readonly transport: RTCIceTransport; readonly end: () => void }[] = [];

  return {
    /** The offer is taken: whether it is a restart can be seen now. */
    taken(): void {
      for (const before of all) {
        const { transport, generation } = before;
        if (transport.connection.generation === generation || transport.state === "closed") continue;
        restarted.push({ transport, end: bridge(before) });
      }
    },
    /** The answer is ready. */
    answered(): void {
      for (const { transport, end } of restarted) {
        const late = setTimeout(end, bridgeMs);
        late.unref();
        void transport
          .start()
          .catch(() => {})
          .finally(() => {
            clearTimeout(late);
            end();
          });
      }
    },
  };
}
