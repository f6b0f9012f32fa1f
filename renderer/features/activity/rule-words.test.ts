import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import { en } from "#renderer/platform/i18n/en.ts";
import { es } from "#renderer/platform/i18n/es.ts";
import { it as italian } from "#renderer/platform/i18n/it.ts";
import { ptBr } from "#renderer/platform/i18n/pt-br.ts";
import { defaultQueueRules } from "#shared/domain/queue-rules.ts";
import { changesOf } from "./changes.ts";
import { ruleLabel, ruleValue } from "./rule-words.ts";

const dictionaries = { en, "pt-BR": ptBr, es, it: italian };
const texts = i18next.createInstance();
beforeAll(() =>
  texts.init({
    lng: "en",
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(
      Object.entries(dictionaries).map(([language, translation]) => [language, { translation }]),
    ),
  }),
);
const in_ = (language: string) => ({ t: texts.getFixedT(language) as TFunction, language });

/** Rules as an entry holds them: names instead of ids, a line for a skill and for a day. */
const told = {
  ...defaultQueueRules,
  media: ["chat", "voice"],
  selection: "round_robin",
  ringSeconds: 90,
  skills: ["Italian · spoken · 3 · required · 60 s", "Returns · 1 · preferred"],
  hours: {
    timeZone: "Europe/Rome",
    week: { "1": ["09:00–18:00"], "0": [] },
    holidays: ["2026-12-25 Christmas"],
  },
  whenClosed: { to: "callback" },
  whenFull: { to: "queue", queue: "Returns" },
  maxWaitSeconds: 600,
  wrapUp: {
    enabled: true,
    seconds: null,
    auto: true,
    dispositionRequired: false,
    topicSet: null,
    topicsRequired: false,
  },
};
const wordsIn = (language: string) =>
  Object.fromEntries(
    changesOf(null, told).map(({ field, after }) => [
      ruleLabel(in_(language), field),
      ruleValue(in_(language), field, after) ?? after,
    ]),
  );

describe("rules of a queue in the activity log", () => {
  it("are called as where they are set, with units, and say in words what a choice means", () => {
    expect(wordsIn("en")).toMatchObject({
      media: "Chat, Voice",
      selection: "In turns",
      "ring time": "1 min 30 sec",
      skills: "Italian · spoken, Level 3, required, Relaxed after 1 min; Returns, Level 1, preferred",
      "business hours · time zone": "Europe/Rome",
      "business hours · week · Monday": "09:00–18:00",
      "business hours · week · Sunday": "closed",
      "business hours · holidays": "Dec 25, 2026 Christmas closed",
      "when closed · goes to": "He is asked how to call him back",
      "when full · queue": "Returns",
      "longest wait": "10 min",
      places: "no limit",
      "service level · per cent": "80%",
      "service level · Answered within": "1 min",
      "wrap-up · At most": "no limit",
      "wrap-up · topic set": "none",
      priority: "15",
    });
    expect(ruleValue(in_("en"), "hours", null)).toBe("Open around the clock");
    expect(ruleValue(in_("en"), "skills", [])).toBe("none");
  });

  it.each(Object.keys(dictionaries))("have a name and no key of ours in them in %s", (language) => {
    const raw = /round_robin|callback|\bstay\b|\bqueue\b|_|undefined|required(?!,)|preferred\b/;
    const english = wordsIn("en");
    const words = wordsIn(language);
    expect(Object.keys(words)).toHaveLength(Object.keys(english).length);
    expect(words).not.toHaveProperty("undefined");
    if (language !== "en")
      expect(Object.values(words).filter((value) => typeof value === "string" && raw.test(value))).toEqual(
        [],
      );
  });

  it("are shown as they are where an entry says something that is not known any more", () => {
    expect(ruleLabel(in_("en"), "somethingElse.to")).toBeUndefined();
    expect(ruleValue(in_("en"), "selection", "by_moon")).toBeUndefined();
    expect(ruleValue(in_("en"), "skills", ["Italian"])).toBe("Italian");
  });
});
