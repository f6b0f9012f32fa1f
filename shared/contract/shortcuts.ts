import * as z from "zod";
import { pick } from "#shared/errors/catalogue.ts";
import { StoredFile } from "./files.ts";
import { ConversationId, FileId, GroupId, UserId } from "./ids.ts";
import { procedure } from "./procedure.ts";
import { maxMessageLength, personLine } from "./text.ts";
import { textsOf } from "./texts.ts";

export const ShortcutId = z.uuid().brand("ShortcutId");
export type ShortcutId = z.infer<typeof ShortcutId>;

/** Whose it is: one person's, a group's, everybody's. */
export const shortcutScopes = ["personal", "group", "workspace"] as const;
export const ShortcutScope = z.enum(shortcutScopes);
export type ShortcutScope = z.infer<typeof ShortcutScope>;

/** What is typed behind the slash: one word, kept in small letters. */
export const ShortcutCode = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}_-]{0,39}$/u, "is not one word of letters, digits, - and _");

/** Most files that go with one shortcut. */
export const maxShortcutFiles = 5;
const TagIds = z.array(z.uuid()).max(20);
const ShortcutTexts = textsOf(maxMessageLength);

/** A canned reply. */
export const Shortcut = z.object({
  id: ShortcutId,
  version: z.number().int(),
  scope: ShortcutScope,
  ownerId: UserId.nullable(),
  group: z.object({ id: GroupId, name: z.string() }).nullable(),
  code: z.string(),
  title: z.string(),
  /** With variables such as `{{customer.name}}`, which are filled where it is used. */
  texts: ShortcutTexts,
  files: z.array(StoredFile),
  /** Offered only in conversations with one of them; none: everywhere. */
  tagIds: TagIds,
  /** How often it was used. */
  used: z.number().int(),
  /** Whether it is for oneself to use, and not only to be looked at. */
  offered: z.boolean(),
});
export type Shortcut = z.infer<typeof Shortcut>;

const Draft = z.object({
  code: ShortcutCode,
  title: personLine(120).pipe(z.string().min(1, "is empty")),
  texts: ShortcutTexts,
  fileIds: z.array(FileId).max(maxShortcutFiles).default([]),
  tagIds: TagIds.default([]),
});
const Change = Draft.extend({ version: z.number().int() });
const One = z.object({ shortcutId: ShortcutId });
const Done = z.object({ ok: z.literal(true) });
const Shared = Draft.extend({ groupId: GroupId.nullable() });

const making = pick("name.taken", "shortcut.too_many", "file.not_found", "tag.not_found");
const changing = pick("shortcut.not_found", "record.stale", "name.taken", "file.not_found", "tag.not_found");

/** A line of a file of shortcuts. */
const Row = z.object({
  code: z.string().max(200),
  title: z.string().max(400),
  /** Name of the group; empty: for everybody. */
  group: z.string().max(200).default(""),
  texts: z.record(z.string(), z.string().max(20_000)),
});

export const shortcuts = {
  list: procedure("shortcuts.view")
    .route({ method: "GET", path: "/shortcuts", summary: "The shortcuts that one may use or see" })
    .output(z.array(Shortcut)),
  create: procedure("shortcuts.manage")
    .route({ method: "POST", path: "/shortcuts", summary: "Make a shortcut for a group or for everybody" })
    .input(Shared)
    .output(Shortcut)
    .errors({ ...making, ...pick("group.not_found") }),
  update: procedure("shortcuts.manage")
    .route({ method: "PUT", path: "/shortcuts/{shortcutId}", summary: "Change a shared shortcut" })
    .input(Change.extend(One.shape))
    .output(Shortcut)
    .errors(changing),
  remove: procedure("shortcuts.manage")
    .route({ method: "DELETE", path: "/shortcuts/{shortcutId}", summary: "Delete a shared shortcut" })
    .input(One)
    .output(Done)
    .errors(pick("shortcut.not_found")),
  createOwn: procedure("shortcuts.own")
    .route({ method: "POST", path: "/me/shortcuts", summary: "Make a shortcut for oneself" })
    .input(Draft)
    .output(Shortcut)
    .errors(making),
  updateOwn: procedure("shortcuts.own")
    .route({ method: "PUT", path: "/me/shortcuts/{shortcutId}", summary: "Change one's own shortcut" })
    .input(Change.extend(One.shape))
    .output(Shortcut)
    .errors(changing),
  removeOwn: procedure("shortcuts.own")
    .route({ method: "DELETE", path: "/me/shortcuts/{shortcutId}", summary: "Delete one's own shortcut" })
    .input(One)
    .output(Done)
    .errors(pick("shortcut.not_found")),
  /** For those who may make shortcuts, for themselves (`shortcuts.own`) or for others (`shortcuts.manage`). */
  upload: procedure("shortcuts.view")
    .route({
      method: "POST",
      path: "/shortcuts/files",
      summary: "Upload a file for a shortcut of one's own or, by those who manage them, a shared one",
    })
    .input(z.object({ file: z.file() }))
    .output(StoredFile)
    .errors(pick("file.too_large", "file.empty")),
  use: procedure("conversation.reply")
    .route({
      method: "POST",
      path: "/shortcuts/{shortcutId}/use",
      summary: "Count a use, and have the files copied into the conversation, to be sent there",
    })
    .input(One.extend({ conversationId: ConversationId }))
    .output(z.object({ files: z.array(StoredFile) }))
    .errors(
      pick(
        "shortcut.not_found",
        "shortcut.other_tags",
        "conversation.not_found",
        "conversation.not_assigned",
        "conversation.closed",
      ),
    ),
  exportCsv: procedure("shortcuts.view")
    .route({ method: "GET", path: "/shortcuts/csv", summary: "The shared shortcuts as CSV" })
    .output(z.object({ fileName: z.string(), csv: z.string() })),
  importRows: procedure("shortcuts.manage")
    .route({
      method: "POST",
      path: "/shortcuts/import",
      summary: "Make or overwrite shared shortcuts by code; a preview changes nothing",
    })
    .input(z.object({ rows: z.array(Row).min(1).max(500), preview: z.boolean() }))
    .output(
      z.object({
        rows: z.array(
          z.object({
            code: z.string(),
            does: z.enum(["create", "update", "nothing", "refused"]),
            problem: z.enum(["code", "title", "texts", "language", "group", "twice"]).nullable(),
          }),
        ),
      }),
    )
    .errors(pick("shortcut.too_many")),
};
