import { createInstance, type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { webhookProblems } from "#shared/contract/assistants.ts";
import type { Author, EventBody } from "#shared/contract/conversation-events.ts";
import { movedText, notedWording } from "./course-words.ts";
import { en } from "./en.ts";

type Noted = Extract<EventBody, { kind: "noted" }>;

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

const noted = (part: Partial<Noted> & Pick<Noted, "what">): string => {
  const body: Noted = { kind: "noted", who: null, detail: {}, ...part };
  return t(`noted.${body.what}`, { who: body.who?.name, ...body.detail, ...notedWording(body) });
};

describe("an offer that was not taken", () => {
  const missed = (who: string | null, detail: Noted["detail"]) =>
    noted({ what: "offer_missed", who: who ? person(who) : null, detail });

  it("names who was asked, and promises nobody else where nobody else may be asked", () => {
    expect(missed("Ana", { people: 1 })).toBe("Ana was asked and did not take it");
  });

  it("says that it still rings where it does", () => {
    const text = "Ana was asked and did not take it; it still rings at other desks";
    expect(missed("Ana", { people: 3, why: "rings" })).toBe(text);
  });

  it("tells at how many desks it rang when nobody took it, for older entries too", () => {
    expect(missed(null, { people: 3, why: "nobody" })).toBe("Rang at 3 desks; nobody took it");
    expect(missed(null, { people: 1 })).toBe("Rang at 1 desk; nobody took it");
  });
});

describe("an assistant that hands over", () => {
  const over = (detail: Noted["detail"]) =>
    noted({ what: "assistant_handed_over", detail: { assistant: "Lumi", summary: "", ...detail } });

  it("says what it found out, if anything", () => {
    expect(over({ summary: "Delivery › Late" })).toBe("Lumi hands over: Delivery › Late");
    expect(over({})).toBe("Lumi hands over");
  });

  it("says in words why it could not go on, whatever the problem", () => {
    expect(over({ problem: "off" })).toBe("Lumi hands over. It was switched off.");
    const others = ["no_answer", "not_set_up", ...webhookProblems];
    for (const problem of others)
      expect(over({ problem }), problem).toMatch(/^Lumi hands over\. (It|Its|The) [^_]+\.$/);
  });
});
