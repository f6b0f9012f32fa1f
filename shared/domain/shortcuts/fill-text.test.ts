import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fillText, textValues, textVariables, unknownVariables } from "./fill-text.ts";

const scene = { customerName: "Ana Souza", agentName: "Tom", queueName: "Orders", workspaceName: "Lumina" };
const values = textValues(scene);

describe("a text with variables", () => {
  it("names customer, agent, queue and company", () => {
    const text =
      "Hi {{customer.first_name}} ({{ customer.name }}), {{agent.name}}, {{conversation.queue}}, {{workspace.name}}";
    expect(fillText(text, values)).toBe("Hi Ana (Ana Souza), Tom, Orders, Lumina");
  });

  it("leaves nothing of what is not known, nor the comma and blank before it", () => {
    const nobody = textValues({ ...scene, customerName: "Visitor 0AF3" });
    expect(fillText("Hello {{customer.first_name}}, how can I help?", nobody)).toBe("Hello, how can I help?");
    expect(fillText("Welcome, {{customer.first_name}}!", nobody)).toBe("Welcome!");
    expect(fillText("Hello {{customer.first_name|dear customer}},", nobody)).toBe("Hello dear customer,");
  });

  it.each([
    "{{constructor}}",
    "{{__proto__.polluted}}",
    "{{customer.email}}",
    "{{ }}",
    "{{customer.name",
    "{a}",
  ])("leaves %s as it is written", (text) => expect(fillText(text, values)).toBe(text));

  it("does not read what a value brings along", () => {
    const sly = textValues({ ...scene, customerName: "{{agent.name}} $& $1" });
    expect(fillText("Hi {{customer.name}}!", sly)).toBe("Hi {{agent.name}} $& $1!");
  });

  it("tells which names were mistyped", () => {
    expect(unknownVariables("{{customer.name}} {{customr.name}} {{x|y}} {{customr.name}}")).toEqual([
      "customr.name",
      "x",
    ]);
  });
});

/** Of private characters, which no made-up text puts together by chance. */
const secret = { "customer.name": "\uE001", "customer.first_name": "\uE002", "agent.name": "\uE003" };
const pieces = fc.array(
  fc.oneof(
    fc.string(),
    fc.constantFrom(...textVariables.map((name) => `{{${name}}}`)),
    fc.string().map((name) => `{{${name}}}`),
    fc.constantFrom("{{", "}}", "{{constructor}}", "{{toString}}", "{{__proto__}}"),
  ),
);

it("never says what was not asked for, and never more of it than was asked", () => {
  fc.assert(
    fc.property(pieces, (all) => {
      const text = all.join("");
      const filled = fillText(text, secret);
      for (const [name, value] of Object.entries(secret)) {
        const asked = text.match(new RegExp(`\\{\\{[ \\t]*${name.replace(".", "\\.")}`, "g"))?.length ?? 0;
        expect(filled.split(value).length - 1).toBeLessThanOrEqual(asked);
      }
      expect(filled).not.toMatch(/native code|\[object/);
    }),
  );
});

it("is the text itself when nothing is asked for", () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !textVariables.some((name) => text.includes(name))),
      (text) => {
        expect(fillText(text, secret)).toBe(text);
      },
    ),
  );
});
