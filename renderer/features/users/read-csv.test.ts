import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { readCsv, template } from "./read-csv.ts";

describe("people from a CSV", () => {
  it("are read from the template as it is handed out", () => {
    expect(readCsv(template)).toEqual({
      ok: true,
      rows: [
        {
          email: "ana.souza@example.com",
          name: "Ana Souza",
          role: "agent",
          language: "pt-BR",
          groups: ["Billing", "Evenings"],
        },
      ],
    });
  });

  it("may be parted by semicolons, as spreadsheets of some countries write them, and begin with a mark of order", () => {
    const text = "\uFEFFEmail;Name;Role;Groups\r\nluca@example.com;Luca Rossi;Agent;Billing|Evenings\r\n\r\n";
    expect(readCsv(text)).toEqual({
      ok: true,
      rows: [
        { email: "luca@example.com", name: "Luca Rossi", role: "Agent", groups: ["Billing", "Evenings"] },
      ],
    });
  });

  it.each([
    ["", { ok: false, problem: "empty" }],
    ["email,name,role\n", { ok: false, problem: "empty" }],
    ["email,name\nana@example.com,Ana\n", { ok: false, problem: "columns" }],
    ['email,name,role\nana@example.com,"Ana,agent\n', { ok: false, problem: "broken", line: 2 }],
    [`email,name,role\n${"a@b.c,A,agent\n".repeat(501)}`, { ok: false, problem: "too_many" }],
  ])("that cannot be used are refused with their reason", (text, answer) => {
    expect(readCsv(text)).toEqual(answer);
  });

  it("come through with commas, quotes and line breaks in their names", () => {
    const word = fc
      .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
      .map((text) => `x${text.trim()}`);
    fc.assert(
      fc.property(
        fc.array(fc.record({ email: word, name: word, role: word }), { minLength: 1, maxLength: 20 }),
        (people) => {
          const answer = readCsv(Papa.unparse(people));
          expect(answer.ok && answer.rows.map(({ name }) => name)).toEqual(
            people.map(({ name }) => name.trim()),
          );
        },
      ),
    );
  });
});
