import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { type FilledShortcut, fillShortcut, spokenIn } from "#renderer/platform/texts/fill-shortcut.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { rankShortcuts } from "#shared/domain/shortcuts/index.ts";
import type { ComposerModel } from "../use-composer.ts";
import { slashTokenAt } from "./slash-token.ts";
import { useTakeShortcut } from "./use-take-shortcut.ts";

/** Rows in the list; who does not find it among them types one more letter. */
const most = 8;
/** A list that is older is fetched again when the menu opens. */
const freshMs = 30_000;

function useChoices(conversation: Conversation, query: string | undefined): FilledShortcut[] {
  const { api } = useDesk();
  const me = useMe();
  const mayUse = useCan("shortcuts.view");
  const asked = useQuery({
    ...api.shortcuts.list.queryOptions(),
    enabled: mayUse && query !== undefined,
    staleTime: freshMs,
  });
  if (query === undefined) return [];
  const offered = ((asked.data as Shortcut[] | undefined) ?? []).filter((one) => one.offered);
  const spoken = { tagIds: conversation.tagIds, language: spokenIn(conversation) };
  return rankShortcuts(offered, query, spoken)
    .slice(0, most)
    .map((one) => fillShortcut(one, conversation, me));
}

/** The search behind the slash: what it offers, and what the keys do. */
export function useSlashMenu(conversation: Conversation, composer: ComposerModel) {
  const take = useTakeShortcut(conversation.id);
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  /** The text for which somebody has closed it: it stays closed until he types on. */
  const [closedFor, setClosedFor] = useState<string>();
  const [busy, setBusy] = useState(false);
  const { text, mode, held } = composer;
  const reads = mode === "message" && !held && closedFor !== text;
  const token = reads ? slashTokenAt(text, Math.min(caret, text.length)) : null;
  const choices = useChoices(conversation, token?.query);
  const open = token !== null && choices.length > 0;
  const active = Math.min(at, choices.length - 1);
  const alone = (token?.alone ?? false) && composer.files.length === 0;

  async function choose({ shortcut, text: filled }: FilledShortcut, how: "send" | "insert") {
    if (busy || !token) return;
    setBusy(true);
    const files = await take(shortcut);
    setBusy(false);
    if (!files) return;
    setAt(0);
    if (how === "send" && alone) await composer.sendInstead(filled, files);
    else composer.replace(token.from, token.to, filled, files);
  }

  function does(key: string, choice: FilledShortcut): boolean {
    const walk = (step: number) => setAt((active + step + choices.length) % choices.length);
    switch (key) {
      case "ArrowDown":
        walk(1);
        return true;
      case "ArrowUp":
        walk(-1);
        return true;
      case "Enter":
      case "Tab":
        void choose(choice, key === "Enter" && alone ? "send" : "insert");
        return true;
      case "Escape":
        setClosedFor(text);
        return true;
      default:
        return false;
    }
  }

  /** True when the key was the menu's. */
  function press(event: KeyboardEvent): boolean {
    const choice = choices[active];
    if (!open || !choice || event.altKey || event.ctrlKey || event.metaKey) return false;
    if (event.shiftKey || !does(event.key, choice)) return false;
    event.preventDefault();
    return true;
  }

  return {
    open,
    choices,
    active,
    alone,
    busy,
    press,
    choose: (choice: FilledShortcut) => void choose(choice, alone ? "send" : "insert"),
    /** What was typed changes the list: the best is on top again. */
    moved(next: number, typed: boolean) {
      setCaret(next);
      if (typed) setAt(0);
    },
    listId: `${id}-list`,
    optionId: (index: number) => `${id}-${index}`,
  };
}

export type SlashMenuModel = ReturnType<typeof useSlashMenu>;
