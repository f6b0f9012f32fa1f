import { describe, expect, it } from "vitest";
import { bothNotes, noteOf, withDraft, withoutDraft } from "./missed-notes.ts";

const item = (note: string | null) => ({ id: "a", note });

describe("a note that is being written on somebody who was missed", () => {
  it("is kept when a colleague saves his, which is shown as well", () => {
    const drafts = withDraft({}, item(null), "Rang at nine");
    expect(noteOf(item(null), drafts.a)).toEqual({ text: "Rang at nine", isNew: true, theirs: null });
    expect(noteOf(item("Wrote"), drafts.a)).toEqual({ text: "Rang at nine", isNew: true, theirs: "Wrote" });
    // Writing on does not hide what came meanwhile.
    const more = withDraft(drafts, item("Wrote"), "Rang at nine, no answer");
    expect(noteOf(item("Wrote"), more.a).theirs).toBe("Wrote");
    expect(bothNotes("Wrote", " Rang at nine ")).toBe("Wrote\nRang at nine");
  });

  it("is gone once it is saved, or written back to what stood there; what was written meanwhile stays", () => {
    const drafts = withDraft({}, item("Old"), "New");
    expect(withDraft(drafts, item("Old"), "Old")).toEqual({});
    expect(withoutDraft(drafts, item("New"), "New")).toEqual({});
    const further = withDraft(drafts, item("Old"), "New and more");
    const left = withoutDraft(further, item("New"), "New");
    expect(noteOf(item("New"), left.a)).toEqual({ text: "New and more", isNew: true, theirs: null });
  });

  it("is each item's own", () => {
    const drafts = withDraft(withDraft({}, item(null), "One"), { id: "b", note: "B" }, "Two");
    expect(noteOf(item(null), drafts.a).text).toBe("One");
    expect(noteOf({ id: "b", note: "B" }, drafts.b).text).toBe("Two");
    expect(noteOf({ id: "c", note: "C" }, drafts.c)).toEqual({ text: "C", isNew: false, theirs: null });
  });
});
