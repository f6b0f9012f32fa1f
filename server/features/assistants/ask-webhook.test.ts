import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { mostDataBytes, mostDataEntries } from "#shared/contract/assistants.ts";
import { isAllowedAddress, refuseTooMuch, signatureOf } from "./ask-webhook.ts";

describe("the address of a webhook", () => {
  it.each(["https://bot.example/answer", "https://bot.example:8443/a?b=c"])("may be %s", (address) => {
    expect(isAllowedAddress(address, false)).toBe(true);
  });

  it.each([
    "http://bot.example/answer",
    "https://localhost/answer",
    "https://127.0.0.1/answer",
    "https://[::1]/answer",
    "https://user:secret@bot.example/",
    "file:///etc/passwd",
    "bot.example",
    "",
  ])("may not be %s in service", (address) => {
    expect(isAllowedAddress(address, false)).toBe(false);
  });

  it("may be this machine by plain http when that is switched on, and still no other one", () => {
    expect(isAllowedAddress("http://127.0.0.1:9000/answer", true)).toBe(true);
    expect(isAllowedAddress("http://10.0.0.1/answer", true)).toBe(false);
    expect(isAllowedAddress("http://bot.example/answer", true)).toBe(false);
  });
});

it("signs the moment together with the words, so that nothing old can be played again", () => {
  const mac = createHmac("sha256", "whs_x").update('7.{"a":1}').digest("hex");
  expect(signatureOf("whs_x", '{"a":1}', 7)).toBe(`t=7,v1=${mac}`);
  expect(signatureOf("whs_x", '{"a":1}', 8)).not.toContain(mac);
});

describe("what an assistant has learnt in a conversation", () => {
  const entries = (count: number, value: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [`key ${at}`, value]));

  it("may be as much as goes along with every question", () => {
    expect(() => refuseTooMuch(entries(mostDataEntries, "x".repeat(300)))).not.toThrow();
  });

  it("is refused in plain words when it is more, counted in bytes and not in letters", () => {
    expect(() => refuseTooMuch(entries(mostDataEntries + 1, ""))).toThrow("51 entries; at most 50");
    expect(() => refuseTooMuch(entries(20, "é".repeat(mostDataBytes / 40)))).toThrow(
      /data would be 1\d{4} bytes; at most 16384/,
    );
  });
});
