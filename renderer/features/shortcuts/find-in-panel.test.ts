import { describe, expect, it } from "vitest";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { findInPanel } from "./find-in-panel.ts";

const a = (code: string, more: Partial<Record<keyof Shortcut, unknown>> = {}) =>
  ({
    id: `${more.scope ?? "workspace"} ${code}`,
    scope: "workspace",
    code,
    title: code,
    texts: { en: `The text of ${code}` },
    files: [],
    tagIds: [],
    used: 0,
    offered: true,
    ...more,
  }) as unknown as Shortcut;
const here = { tagIds: ["gold"], language: "en" } as const;
const codes = (some: readonly Shortcut[]) => some.map(({ code }) => code);

describe("the shortcuts beside a conversation", () => {
  it("has one's own apart from those of others", () => {
    const found = findInPanel([a("hello"), a("mine", { scope: "personal" })], "", here);
    expect(codes(found.own)).toEqual(["mine"]);
    expect(codes(found.shared)).toEqual(["hello"]);
  });

  it("keeps one's own for other tags at hand for editing, but not to be used here", () => {
    const all = [
      a("vip", { tagIds: ["gold"] }),
      a("late", { tagIds: ["delay"] }),
      a("mine", { scope: "personal", tagIds: ["delay"] }),
    ];
    const found = findInPanel(all, "", here);
    expect(codes(found.shared)).toEqual(["vip"]);
    expect(codes(found.own)).toEqual(["mine"]);
    expect([...found.unfit]).toEqual(["personal mine"]);
  });

  it("finds by what is typed, with the slash or without", () => {
    const all = [a("hello"), a("bye"), a("bye-bye", { scope: "personal" })];
    expect(codes(findInPanel(all, "/bye", here).shared)).toEqual(["bye"]);
    expect(codes(findInPanel(all, "bye", here).own)).toEqual(["bye-bye"]);
  });

  it("leaves out what is only to be looked at", () => {
    expect(findInPanel([a("other", { scope: "group", offered: false })], "", here).shared).toEqual([]);
  });
});
