import { describe, expect, it } from "vitest";
import { esRights } from "./es.ts";
import { itRights } from "./it.ts";
import { ptBrRights } from "./pt-br.ts";

const languages = { es: esRights, it: itRights, "pt-BR": ptBrRights };
const blanks = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe.each(Object.entries(languages))("the catalogue of permissions in %s", (_language, texts) => {
  it("has the same steps and scopes as the other languages, filled in by the same values", () => {
    const shape = (of: typeof texts) =>
      Object.entries(of.steps)
        .map(([code, text]) => [code, blanks(text)])
        .sort();
    expect(shape(texts)).toEqual(shape(esRights));
    expect(Object.keys(texts.scopes).sort()).toEqual(Object.keys(esRights.scopes).sort());
  });

  it("says each permission in other words than every other", () => {
    const sentences = Object.values(texts.permissions);
    expect(new Set(sentences).size).toBe(sentences.length);
  });
});
