import { expect, it } from "vitest";
import { type Findable, rankShortcuts } from "./rank-shortcuts.ts";

const anywhere = { tagIds: [], language: null };
const a = (code: string, more: Partial<Findable> = {}): Findable => ({
  id: `${more.scope ?? "workspace"} ${code}`,
  scope: "workspace",
  code,
  title: code,
  texts: { en: `The text of ${code}` },
  tagIds: [],
  used: 0,
  ...more,
});
const codes = (found: readonly Findable[]) => found.map(({ code }) => code);

it("finds by code before title before text", () => {
  const all = [
    a("bye", { title: "Thanks and goodbye", texts: { en: "See you" } }),
    a("hours", { title: "Opening hours", texts: { en: "Thanks for asking" } }),
    a("thanks", { title: "A kind word" }),
  ];
  expect(codes(rankShortcuts(all, "thanks", anywhere))).toEqual(["thanks", "bye", "hours"]);
});

it("finds with letters left out, and without accents", () => {
  const all = [a("refund-status"), a("devolucao", { title: "Prazo da devolução" })];
  expect(codes(rankShortcuts(all, "rfst", anywhere))).toEqual(["refund-status"]);
  expect(codes(rankShortcuts(all, "devoluçao", anywhere))).toEqual(["devolucao"]);
  expect(rankShortcuts(all, "xyz", anywhere)).toEqual([]);
});

it("offers one's own instead of the company's with the same code", () => {
  const all = [a("hi"), a("hi", { scope: "personal" }), a("hi", { scope: "group" })];
  expect(rankShortcuts(all, "hi", anywhere).map(({ scope }) => scope)).toEqual(["personal"]);
});

it("offers a limited one only where one of its tags is", () => {
  const all = [a("vip", { tagIds: ["gold", "silver"] }), a("all")];
  expect(codes(rankShortcuts(all, "", anywhere))).toEqual(["all"]);
  expect(codes(rankShortcuts(all, "", { tagIds: ["silver"], language: null }))).toEqual(["all", "vip"]);
});

it("puts the customer's language first, then what is used most", () => {
  const all = [a("a"), a("b", { used: 9 }), a("c", { texts: { it: "Ciao" } })];
  expect(codes(rankShortcuts(all, "", { tagIds: [], language: "it" }))).toEqual(["c", "b", "a"]);
});
