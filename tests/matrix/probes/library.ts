import { randomBytes, randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import { placeIs } from "./places.ts";

const draft = (more: object = {}) => ({
  code: `c-${randomBytes(5).toString("hex")}`,
  title: "A shortcut",
  texts: { en: "Hello {{customer.first_name}}" },
  ...more,
});

/** Looking at what there is for replies: shortcuts in Setup and where one writes, and the tags. Nothing is changed by that. */
export const seesShortcuts: Probe = async (t) => {
  const me = await t.me();
  const top = await t.floor.desk({ role: t.book.top });
  await placeIs(t, me, "/setup/shortcuts", !t.denied);
  const there = await t.opens(top, "shortcuts.create", draft({ groupId: null }));
  const foreign = await t.foreign.desk({ role: t.book.top });
  const away = await t.opens(foreign, "shortcuts.create", draft({ groupId: null }));
  if (t.denied) return t.refuses(me, "shortcuts.list");
  const list = await t.opens(me, "shortcuts.list");
  const has = (id: string) => list?.some((one: { id: string }) => one.id === id);
  t.holds("he sees those of his workspace alone", has(there.id) && !has(away.id));
  await t.opens(me, "tags.list");
};

/** Making, changing and deleting shortcuts. Whoever is denied that has none of his own either. */
export const managesShortcuts: Probe = async (t) => {
  const me = await t.me();
  const groupId = await t.floor.group();
  const top = await t.floor.desk({ role: t.book.top });
  const one = await t.opens(top, "shortcuts.create", draft({ groupId: null }));
  const change = draft({ shortcutId: one.id, version: 1 });
  if (t.denied) {
    await t.refuses(me, "shortcuts.create", draft({ groupId: null }));
    await t.refuses(me, "shortcuts.create", draft({ groupId }));
    await t.refuses(me, "shortcuts.createOwn", draft());
    await t.refuses(me, "shortcuts.update", change);
    await t.refuses(me, "shortcuts.remove", { shortcutId: one.id });
    await t.refuses(me, "shortcuts.importRows", { rows: [draft()], preview: true });
    return;
  }
  await t.opens(me, "shortcuts.create", draft({ groupId: null }));
  await t.opens(me, "shortcuts.create", draft({ groupId }));
  await t.opens(me, "shortcuts.update", change);
  await t.opens(me, "shortcuts.remove", { shortcutId: one.id });
  await t.opens(me, "shortcuts.importRows", { rows: [draft()], preview: true });
  const foreign = await t.foreign.desk({ role: t.book.top });
  const away = await t.opens(foreign, "shortcuts.create", draft({ groupId: null }));
  const beyond = [{ shortcutId: away.id }, { shortcutId: randomUUID() }];
  await t.hides(me, "shortcuts.remove", "shortcut.not_found", beyond);
  await t.hides(
    me,
    "shortcuts.update",
    "shortcut.not_found",
    beyond.map((shortcut) => draft({ ...shortcut, version: 1 })),
  );
  await t.hides(me, "shortcuts.create", "group.not_found", [
    draft({ groupId: await t.foreign.group() }),
    draft({ groupId: randomUUID() }),
  ]);
};

/** What the system says by itself. */
export const managesMessages: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/messages", !t.denied);
  if (t.denied) {
    await t.refuses(me, "messages.list");
    await t.refuses(me, "messages.update", welcome(0));
    return;
  }
  const before = await t.opens(me, "messages.list");
  const { version } = before.messages.find(({ kind }: { kind: string }) => kind === "welcome");
  const saved = await t.opens(me, "messages.update", welcome(version));
  t.holds("it is as he wrote it", saved?.enabled === true && saved.texts.en === "Welcome", saved);
  await t.refuses(me, "messages.update", welcome(version), "record.stale");
};

const welcome = (version: number) => ({
  channel: "web",
  kind: "welcome",
  version,
  enabled: true,
  afterSeconds: null,
  texts: { en: "Welcome" },
});
