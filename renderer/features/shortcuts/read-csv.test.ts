import { expect, it } from "vitest";
import { readCsv } from "./read-csv.ts";

it("reads what an export wrote, formulas that are none included", () => {
  const csv = `code,title,group,en,pt-BR,es,it,used\r\nhi,Hi,,"'=Hello",Olá,,,3\r\nbye,Bye,Night,"Good\r\nnight",,,,0\r\n`;
  expect(readCsv(csv)).toEqual({
    ok: true,
    rows: [
      { code: "hi", title: "Hi", group: "", texts: { en: "=Hello", "pt-BR": "Olá" } },
      { code: "bye", title: "Bye", group: "Night", texts: { en: "Good\r\nnight" } },
    ],
  });
});

it("says when there is nothing in it, or no line of names", () => {
  expect(readCsv("")).toEqual({ ok: false, problem: "importNothing" });
  expect(readCsv("name;text\nx;y")).toEqual({ ok: false, problem: "importColumns" });
  expect(readCsv("code;title;fr\nx;y;z")).toMatchObject({ rows: [{ texts: { fr: "z" } }] });
});
