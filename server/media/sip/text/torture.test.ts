import { describe, expect, it } from "vitest";
import { invalidMessages } from "../testing/torture-invalid.ts";
import type { TortureMessage } from "../testing/torture-message.ts";
import { validMessages } from "../testing/torture-valid.ts";
import { screenMessage } from "./screen-message.ts";

const from = { protocol: "UDP", address: "192.0.2.99", port: 5066 } as const;
const rules = { methods: ["INVITE", "ACK", "BYE", "CANCEL", "OPTIONS"], extensions: ["timer"] };

function fate({ raw }: TortureMessage): TortureMessage["expect"] {
  const screened = screenMessage(raw, from, rules);
  if (screened.kind === "dropped") return "dropped";
  if (screened.kind !== "refused") return "passes";
  return Number(screened.answer.split(" ")[1]);
}

describe("the torture messages of RFC 4475", () => {
  it.each(validMessages)("$name ($section), which is valid, is understood", (message) => {
    expect(fate(message)).toBe(message.expect);
  });

  it.each(invalidMessages)("$name ($section) is met as the RFC says", (message) => {
    expect(fate(message)).toBe(message.expect);
  });
});
