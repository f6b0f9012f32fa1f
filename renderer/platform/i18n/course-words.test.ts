import { createInstance, type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { Author, EventBody } from "#shared/contract/conversation-events.ts";
import { movedText } from "./course-words.ts";
import { en } from "./en.ts";

let t: TFunction;
beforeAll(async () => {
  const texts = createInstance();
  await texts.init({
    lng: "en",
    resources: { en: { translation: en } },
    interpolation: { escapeValue: false },
  });
  t = texts.t;
});

const person = (name: string) => ({ id: name.toLowerCase() as never, name });
const by = (name: string): Author => ({ kind: "agent", ...person(name) });
const system: Author = { kind: "system", id: null, name: "Sidetone" };
const moved = (part: Partial<Extract<EventBody, { kind: "transferred" }>>) => ({
  kind: "transferred" as const,
  from: null,
  toAgent: null,
  toQueue: null,
  ...part,
});

describe("who moved a conversation", () => {
  const luca = { toAgent: person("Luca") };
  const orders = { toQueue: person("Orders") };
  const refunds = { toGroup: person("Refunds") };

  it("is who had it, when he handed it over himself", () => {
    const words = [luca, orders, refunds].map((to) =>
      movedText(moved({ from: person("Ana"), ...to }), by("Ana"), t),
    );
    expect(words).toEqual([
      "Ana handed over to Luca",
      "Ana handed over to the queue Orders",
      "Ana handed over to the group Refunds",
    ]);
  });

  it("is whoever did it, when it was somebody else's conversation, and it says whose", () => {
    const words = [luca, orders, refunds].map((to) =>
      movedText(moved({ from: person("Ana"), ...to }), by("Max"), t),
    );
    expect(words).toEqual([
      "Max handed Ana's conversation over to Luca",
      "Max handed Ana's conversation over to the queue Orders",
      "Max handed Ana's conversation over to the group Refunds",
    ]);
  });

  it("is the system, when it took it from somebody, and never he who lost it", () => {
    const words = [orders, refunds].map((to) => movedText(moved({ from: person("Ana"), ...to }), system, t));
    expect(words).toEqual([
      "Taken from Ana by the system: waits in Orders",
      "Taken from Ana by the system: waits for the group Refunds",
    ]);
  });

  it("is whoever did it, also when nobody had it", () => {
    expect(movedText(moved(luca), by("Max"), t)).toBe("Max handed over to Luca");
    expect(movedText(moved(orders), system, t)).toBe("The system handed over to the queue Orders");
  });
});
