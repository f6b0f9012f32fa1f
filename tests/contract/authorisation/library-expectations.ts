import { randomBytes, randomUUID } from "node:crypto";
import { about, type Expectation, plain } from "./expectation.ts";

const stale = 999_999;
const draft = (more: object = {}) => ({
  code: `c-${randomBytes(5).toString("hex")}`,
  title: "A shortcut",
  texts: { en: "Hello" },
  ...more,
});
const nowhere = (more: object = {}) => ({ shortcutId: randomUUID(), ...more });

/** Shortcuts and automatic messages. */
export const libraryExpectations: Readonly<Record<string, Expectation>> = {
  "shortcuts.list": plain("shortcuts.view", {}),
  "shortcuts.create": { ...plain("shortcuts.manage", {}), input: () => draft({ groupId: null }) },
  "shortcuts.create (group)": about("group", "shortcuts.manage", (groupId) => draft({ groupId })),
  "shortcuts.update": plain("shortcuts.manage", nowhere(draft({ version: stale })), "shortcut.not_found"),
  "shortcuts.remove": plain("shortcuts.manage", nowhere(), "shortcut.not_found"),
  "shortcuts.createOwn": { ...plain("shortcuts.own", {}), input: () => draft() },
  "shortcuts.updateOwn": plain("shortcuts.own", nowhere(draft({ version: stale })), "shortcut.not_found"),
  "shortcuts.removeOwn": plain("shortcuts.own", nowhere(), "shortcut.not_found"),
  "shortcuts.upload": {
    // Of those who see shortcuts, the ones who may make some; tests/contract/shortcuts.test.ts says who these are.
    ...plain("shortcuts.view", {}, 200, "permission.denied"),
    input: () => ({ file: new File(["hello"], "hello.txt", { type: "text/plain" }) }),
  },
  "shortcuts.use": {
    ...about(
      "conversation",
      "conversation.reply",
      (conversationId) => nowhere({ conversationId }),
      "shortcut.not_found",
    ),
    seenBy: ["conversation.view"],
    refused: ["conversation.not_assigned"],
  },
  "shortcuts.exportCsv": plain("shortcuts.view", {}),
  "shortcuts.importRows": plain("shortcuts.manage", {
    rows: [{ code: "hello", title: "Hello", texts: { en: "Hello" } }],
    preview: true,
  }),
  "messages.list": plain("messages.manage", {}),
  "messages.update": plain(
    "messages.manage",
    { channel: "web", kind: "welcome", version: stale, enabled: false, afterSeconds: null, texts: {} },
    "record.stale",
  ),
};
