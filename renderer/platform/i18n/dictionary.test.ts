import { describe, expect, it } from "vitest";
import { errorCatalogue } from "#shared/errors/catalogue.ts";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { it as italian } from "./it.ts";
import { ptBr } from "./pt-br.ts";

const flat = (texts: object, before = ""): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === "string" ? [[before + key, value] as [string, string]] : flat(value, `${before}${key}.`),
  );
const english = new Map(flat(en));
const blanks = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe.each([
  ["pt-BR", ptBr],
  ["es", es],
  ["it", italian],
] as const)("the texts in %s", (_language, dictionary) => {
  const texts = new Map(flat(dictionary));

  it("have every key of the English ones, and no other", () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("fill in the same things", () => {
    const wrong = [...texts].filter(
      ([key, text]) => `${blanks(text)}` !== `${blanks(english.get(key) ?? "")}`,
    );
    expect(wrong).toEqual([]);
  });

  it("are translated: hardly a sentence is left as it was", () => {
    const same = [...texts].filter(([key, text]) => text === english.get(key) && text.split(" ").length > 3);
    expect(same).toEqual([]);
  });
});

it("has a sentence for every failure that can reach a desk", () => {
  const elsewhere = /^(visitor|workspace|origin|sync|socket|auth)\.|^conversation\.none_open$/;
  const codes = Object.keys(errorCatalogue).filter((code) => !elsewhere.test(code));
  expect(codes.filter((code) => !english.has(`errors.${code}`))).toEqual([]);
});
