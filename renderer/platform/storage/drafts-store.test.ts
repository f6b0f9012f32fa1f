import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";
import type { OutboxEntry } from "#shared/sync/index.ts";
import { openDeskDatabase } from "./database.ts";
import { type Draft, emptyDraft } from "./draft.ts";
import { createDraftsStore, type DraftsLink, draftsDisk } from "./drafts-store.ts";
import { createIdbOutbox } from "./outbox-store.ts";

const place = () => openDeskDatabase("w", crypto.randomUUID());

/** Two ends of a wire. */
function linked(): [DraftsLink, DraftsLink] {
  const ends: ((draft: Draft) => void)[][] = [[], []];
  const end = (own: number): DraftsLink => ({
    post(draft) {
      for (const hear of ends[1 - own] ?? []) hear(draft);
    },
    onDraft: (hear) => void ends[own]?.push(hear),
    close: () => {},
  });
  return [end(0), end(1)];
}

describe("drafts", () => {
  it("are on disk within 300 ms, so that a kill loses nothing typed before", async () => {
    const db = await place();
    const drafts = await createDraftsStore(draftsDisk(db));
    drafts.set({ ...emptyDraft("c1"), message: "Dear Bia" });
    await vi.waitFor(async () => expect((await db.get("drafts", "c1"))?.message).toBe("Dear Bia"), {
      timeout: 300,
    });
    const afterKill = await createDraftsStore(draftsDisk(db));
    expect(afterKill.get("c1").message).toBe("Dear Bia");
  });

  it("keep reply and note apart", async () => {
    const drafts = await createDraftsStore(draftsDisk(await place()));
    drafts.set({ ...emptyDraft("c1"), message: "to her", note: "about her", mode: "note" });
    expect([drafts.get("c1").message, drafts.get("c1").note]).toEqual(["to her", "about her"]);
  });

  it("are the same in two windows: what one has sent does not still stand in the other", async () => {
    const db = await place();
    const [left, right] = linked();
    const one = await createDraftsStore(draftsDisk(db), left);
    const two = await createDraftsStore(draftsDisk(db), right);
    const heard: string[] = [];
    two.onChange("c1", ({ message }) => heard.push(message));
    one.set({ ...emptyDraft("c1"), message: "Dear Bia" });
    one.set(emptyDraft("c1"));
    await Promise.all([one.flush(), two.flush()]);
    expect(heard).toEqual(["Dear Bia", ""]);
    expect(two.get("c1").message).toBe("");
    expect(await db.count("drafts")).toBe(0);
  });

  it("keep what was entered of after-contact work, and say so to every part of the window", async () => {
    const db = await place();
    const drafts = await createDraftsStore(draftsDisk(db));
    const heard: (string | undefined)[] = [];
    const leave = drafts.onChange("c1", ({ wrapUp }) => heard.push(wrapUp?.note));
    const wrapUp = { disposition: null, topicIds: null, tagIds: null, note: "In Verona" };
    drafts.set({ ...emptyDraft("c1"), wrapUp });
    await drafts.flush();
    const afterKill = await createDraftsStore(draftsDisk(db));
    expect(afterKill.get("c1").wrapUp).toEqual(wrapUp);
    drafts.set({ ...drafts.get("c1"), wrapUp: undefined });
    leave();
    drafts.set({ ...emptyDraft("c1"), wrapUp });
    expect(heard).toEqual(["In Verona", undefined]);
  });

  it("leave nothing behind once they are empty", async () => {
    const db = await place();
    const drafts = await createDraftsStore(draftsDisk(db));
    drafts.set({ ...emptyDraft("c1"), message: "x" });
    await drafts.flush();
    drafts.set(emptyDraft("c1"));
    await drafts.flush();
    expect(await db.count("drafts")).toBe(0);
  });
});

describe("the outbox on disk", () => {
  const entry = (clientId: string, order: number): OutboxEntry => ({
    clientId,
    conversationId: "c1",
    kind: "message",
    text: clientId,
    fileIds: [],
    createdAt: order,
    order,
    state: "queued",
    failure: null,
  });

  it("gives back what was put, in typed order, until it is removed", async () => {
    const outbox = createIdbOutbox(await place());
    await outbox.put(entry("b", 2));
    await outbox.put(entry("a", 1));
    await outbox.remove("b");
    await outbox.put(entry("c", 3));
    expect((await outbox.all()).map(({ clientId }) => clientId)).toEqual(["a", "c"]);
  });

  it("shows nobody another person's messages", async () => {
    await createIdbOutbox(await openDeskDatabase("w", "ana")).put(entry("secret", 1));
    expect(await createIdbOutbox(await openDeskDatabase("w", "luca")).all()).toEqual([]);
  });
});
