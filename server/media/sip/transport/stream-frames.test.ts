import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BrokenFrames, createFrames } from "./stream-frames.ts";

const message = (body: string) =>
  `INFO sip:a@b SIP/2.0\r\nl: ${Buffer.byteLength(body, "latin1")}\r\nSubject: content-length: 7\r\n\r\n${body}`;

describe("messages on a connection", () => {
  it("come out whole however the network cuts them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary-ascii" }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (bodies, cuts) => {
          const bytes = Buffer.from(bodies.map(message).join("\r\n\r\n"), "latin1");
          const frames = createFrames();
          const seen: string[] = [];
          for (let at = 0, cut = 0; at < bytes.length; cut++) {
            const length = cuts[cut % cuts.length] ?? 1;
            seen.push(
              ...frames.push(bytes.subarray(at, at + length)).messages.map((one) => one.toString("latin1")),
            );
            at += length;
          }
          expect(seen).toEqual(bodies.map(message));
        },
      ),
      { numRuns: 200 },
    );
  });

  it("are asked for a sign of life by two empty lines", () => {
    const frames = createFrames();

    expect(frames.push(Buffer.from(`\r\n\r\n${message("x")}\r\n\r\n`))).toMatchObject({ pings: 2 });
    expect(frames.push(Buffer.from("\r\n"))).toMatchObject({ pings: 0, messages: [] });
  });

  it.each([
    ["headers that never end", "INVITE sip:a@b SIP/2.0\r\n".padEnd(20_000, "x")],
    ["no length", "INFO sip:a@b SIP/2.0\r\nVia: x\r\n\r\n"],
    ["two lengths", "INFO sip:a@b SIP/2.0\r\nl: 3\r\nContent-Length: 4\r\n\r\n"],
    ["a length below nothing", "INFO sip:a@b SIP/2.0\r\nl: -3\r\n\r\n"],
    ["a body beyond all measure", "INFO sip:a@b SIP/2.0\r\nl: 99999999\r\n\r\n"],
  ])("end with the connection: %s", (_name, bytes) => {
    expect(() => createFrames().push(Buffer.from(bytes))).toThrow(BrokenFrames);
  });
});
