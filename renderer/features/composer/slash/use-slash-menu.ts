import { notifications } from "@mantine/notifications";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { StoredFile } from "#shared/contract/files.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { isLanguage, type Language } from "#shared/domain/languages.ts";
import { fillText, rankShortcuts, textValues } from "#shared/domain/shortcuts/index.ts";
import { textIn } from "#shared/domain/texts.ts";
import type { ComposerModel } from "../use-composer.ts";
import { slashTokenAt } from "./slash-token.ts";

/** Rows in the list; who does not find it among them types one more letter. */
const most = 8;
/** A list that is older is fetched again when the menu opens. */
const freshMs = 30_000;

/** The shortcut as it would go out: in the customer's language if it has it, with everything filled in. */
export interface Choice {
  readonly shortcut: Shortcut;
  readonly text: string;
  /** Said when it is another language than the customer's. */
  readonly language: Language | null;
}

function useChoices(conversation: Conversation, query: string | undefined): Choice[] {
  const { api } = useDesk();
  const me = useMe();
  const mayUse = useCan("shortcuts.view");
  const asked = useQuery({
    ...api.shortcuts.list.queryOptions(),
    enabled: mayUse && query !== undefined,
    staleTime: freshMs,
  });
  if (query === undefined) return [];
  const language = isLanguage(conversation.language) ? conversation.language : null;
  const values = textValues({
    customerName: conversation.customer.name,
    agentName: me.name,
    queueName: conversation.queue.name,
    workspaceName: me.workspace.name,
  });
  const offered = ((asked.data as Shortcut[] | undefined) ?? []).filter((one) => one.offered);
  const found = rankShortcuts(offered, query, { tagIds: conversation.tagIds, language });
  return found.slice(0, most).map((shortcut) => {
    const fallbacks = [me.language, "en"] as const;
    const raw = textIn(shortcut.texts, language, fallbacks) ?? "";
    const spoken = (Object.entries(shortcut.texts).find(([, text]) => text === raw)?.[0] ?? null) as Language;
    return { shortcut, text: fillText(raw, values), language: spoken === language ? null : spoken };
  });
}

/** The search behind the slash: what it offers, and what the keys do. */
export function useSlashMenu(conversation: Conversation, composer: ComposerModel) {
  const { t } = useTranslation();
  const { client, api } = useDesk();
  const queries = useQueryClient();
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

  /** The files, copied into the conversation; a use without files is only counted, and may fail unheard. */
  async function take({ id: shortcutId, files, code }: Shortcut): Promise<readonly StoredFile[] | null> {
    const used = client.shortcuts.use({ shortcutId, conversationId: conversation.id });
    if (files.length === 0) {
      used.catch(() => {});
      return [];
    }
    try {
      return (await used).files as StoredFile[];
    } catch (error) {
      const problem = problemText(problemOf(error));
      notifications.show({ color: "red", message: t("shortcuts.failed", { code, problem }) });
      return null;
    } finally {
      void queries.invalidateQueries({ queryKey: api.shortcuts.key() });
    }
  }

  async function choose({ shortcut, text: filled }: Choice, how: "send" | "insert") {
    if (busy || !token) return;
    setBusy(true);
    const files = await take(shortcut);
    setBusy(false);
    if (!files) return;
    setAt(0);
    if (how === "send" && alone) await composer.sendInstead(filled, files);
    else composer.replace(token.from, token.to, filled, files);
  }

  function does(key: string, choice: Choice): boolean {
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
    choose: (choice: Choice) => void choose(choice, alone ? "send" : "insert"),
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
