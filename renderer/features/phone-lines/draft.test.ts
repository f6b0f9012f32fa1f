import { expect, it } from "vitest";
import { draftOf, fieldsOf, freshLine, problemsOf } from "./draft.ts";

const whole = { ...freshLine, name: "Carrier", domain: "sip.example.com" };

it("a line that is opened and not changed is saved as it was", () => {
  const line = {
    ...fieldsOf({ ...whole, sources: "192.0.2.7\n198.51.100.0/24", registers: true, user: "shop" }),
    ...{ id: "", version: 1, hasPassword: true, state: "standing", status: null, calls: 0 },
  };
  expect(fieldsOf(draftOf(line as never))).toEqual({
    name: line.name,
    enabled: true,
    numbers: [],
    settings: line.settings,
  });
});

it("what cannot be saved is named by its field", () => {
  expect([...problemsOf(whole)]).toEqual([]);
  const number = { id: null, number: "02 12", label: "", queueId: "", groupIds: [] };
  expect([
    ...problemsOf({
      ...whole,
      domain: "sip example",
      sources: "everybody",
      numbers: [number],
      registers: true,
    }),
  ]).toEqual(["domain", "sources", "numbers.0", "user"]);
});
