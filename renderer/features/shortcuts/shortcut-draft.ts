import type { StoredFile } from "#shared/contract/files.ts";
import { type Shortcut, ShortcutCode, type ShortcutScope } from "#shared/contract/shortcuts.ts";
import type { textVariables } from "#shared/domain/shortcuts/index.ts";
import type { Texts } from "#shared/domain/texts.ts";

/** What the form holds. */
export interface ShortcutDraft {
  readonly whose: ShortcutScope;
  readonly groupId: string | null;
  readonly code: string;
  readonly title: string;
  readonly tagIds: readonly string[];
  readonly texts: Texts;
  readonly files: readonly StoredFile[];
}

export const draftOf = (one: Shortcut): ShortcutDraft => ({
  whose: one.scope,
  groupId: one.group?.id ?? null,
  code: one.code,
  title: one.title,
  tagIds: one.tagIds,
  texts: one.texts,
  files: one.files,
});

export const emptyShortcut = (whose: ShortcutScope): ShortcutDraft => ({
  whose,
  groupId: null,
  code: "",
  title: "",
  tagIds: [],
  texts: {},
  files: [],
});

export type DraftProblem = "codeWrong" | "titleFirst" | "textFirst" | "groupFirst";

/** The first thing that keeps it from being saved; null: nothing. */
export function draftProblem({
  whose,
  groupId,
  code,
  title,
  texts,
  files,
}: ShortcutDraft): DraftProblem | null {
  if (whose === "group" && !groupId) return "groupFirst";
  if (!ShortcutCode.safeParse(code).success) return "codeWrong";
  if (title.trim() === "") return "titleFirst";
  const says = Object.values(texts).some((text) => text?.trim());
  return says || files.length > 0 ? null : "textFirst";
}

/** A text that was said once as one to be said again: what named somebody becomes a variable. */
export function withVariables(
  text: string,
  names: { readonly customer: string; readonly agent: string; readonly workspace: string },
): string {
  const first = names.customer.split(/\s+/)[0] ?? "";
  const known: [string, (typeof textVariables)[number]][] = [
    [names.customer, "customer.name"],
    [first, "customer.first_name"],
    [names.agent, "agent.name"],
    [names.workspace, "workspace.name"],
  ];
  return known
    .filter(([name]) => name.length > 2)
    .reduce(
      (said, [name, variable]) =>
        said.replace(
          new RegExp(`(?<![\\p{L}\\p{N}{.])${escaped(name)}(?![\\p{L}\\p{N}}])`, "gu"),
          () => `{{${variable}}}`,
        ),
      text,
    );
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** A code for a title: its first words, as one. */
export const codeFrom = (title: string): string =>
  title
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 2)
    .join("-")
    .slice(0, 40);
