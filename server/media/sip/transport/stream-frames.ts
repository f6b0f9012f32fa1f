/** A peer that breaks the framing of a stream cannot be understood any more: the connection is closed. */
export class BrokenFrames extends Error {
  override readonly name = "BrokenFrames";
}

interface FrameLimits {
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

/** Ample for a call's signalling; a proxy that needs more is not a telephone line. */
export const frameLimits: FrameLimits = { headerBytes: 16_384, bodyBytes: 65_536 };

const endOfHeaders = Buffer.from("\r\n\r\n");
const lengthShape = /^(?:content-length|l)[ \t]*:[ \t]*(\d{1,9})[ \t]*$/gim;

/** Turns the bytes of a connection into messages by their Content-Length (RFC 3261 18.3). */
export function createFrames(limits: FrameLimits = frameLimits) {
  let held: Buffer = Buffer.alloc(0);

  /** CRLF between messages keeps a connection alive; two of them ask for one in return (RFC 5626 3.5.1). */
  function skipKeepalive(): number {
    let at = 0;
    while (held[at] === 0x0d || held[at] === 0x0a) at++;
    const pings = Math.floor(at / 4);
    if (at > 0) held = held.subarray(at);
    return pings;
  }

  function next(): Buffer | undefined {
    const end = held.indexOf(endOfHeaders);
    if (end < 0) {
      if (held.length > limits.headerBytes) throw new BrokenFrames("headers without an end");
      return undefined;
    }
    if (end > limits.headerBytes) throw new BrokenFrames("headers too long");
    const lengths = [...held.toString("latin1", 0, end).matchAll(lengthShape)].map(([, digits]) =>
      Number(digits),
    );
    const length = lengths[0];
    // RFC 3261 20.14: it must be there on a stream; with two that differ nobody can say where the next message begins.
    if (length === undefined || new Set(lengths).size > 1) throw new BrokenFrames("no Content-Length");
    if (length > limits.bodyBytes) throw new BrokenFrames("body too long");
    const whole = end + endOfHeaders.length + length;
    if (held.length < whole) return undefined;
    const message = held.subarray(0, whole);
    held = held.subarray(whole);
    return message;
  }

  return {
    /** @throws BrokenFrames when nothing sensible can follow. */
    push(bytes: Buffer): { readonly messages: Buffer[]; readonly pings: number } {
      held = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const messages: Buffer[] = [];
      let pings = skipKeepalive();
      for (let message = next(); message; message = next()) {
        messages.push(message);
        pings += skipKeepalive();
      }
      // A slice of a large read must not keep the whole of it alive.
      if (held.length > 0 && held.buffer.byteLength > 4 * held.length) held = Buffer.from(held);
      return { messages, pings };
    },
  };
}
