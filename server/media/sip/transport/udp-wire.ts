import { createSocket } from "node:dgram";
import { isIPv6 } from "node:net";
import { plainAddress, type Wire, type WireOptions } from "./wire.ts";

/** Longer ones do not fit a datagram of any network. */
const longest = 65_000;

/** SIP in datagrams. */
export async function openUdpWire({ address, port, receive, admit, note }: WireOptions): Promise<Wire> {
  const socket = createSocket({ type: isIPv6(address) ? "udp6" : "udp4" });
  socket.on("message", (message, remote) => {
    const from = { protocol: "UDP", address: plainAddress(remote.address), port: remote.port } as const;
    // Four bytes of CRLF keep a path through a NAT open and mean nothing.
    if (remote.port === 0 || message.length < 12 || !admit(from)) return;
    receive(message, from);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, address, () => resolve());
  });
  socket.removeAllListeners("error");
  // An ICMP "unreachable" of an earlier datagram; the transaction's timer says the rest.
  socket.on("error", (error) => note("sip.udp_error", { message: error.message }));
  return {
    protocol: "UDP",
    port: socket.address().port,
    send(message, to) {
      if (message.length > longest) return Promise.reject(new Error("too long for a datagram"));
      return new Promise((resolve, reject) => {
        socket.send(message, to.port, to.address, (error) => (error ? reject(error) : resolve()));
      });
    },
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
