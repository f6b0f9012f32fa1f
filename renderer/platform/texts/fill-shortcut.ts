import type { Conversation } from "#shared/contract/conversations.ts";
import type { Me } from "#shared/contract/session.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import { isLanguage, type Language } from "#shared/domain/languages.ts";
import { fillText, textValues } from "#shared/domain/shortcuts/index.ts";
import { textIn } from "#shared/domain/texts.ts";

/** The shortcut as it would go out: in the customer's language if it has it, with everything filled in. */
export interface FilledShortcut {
  readonly shortcut: Shortcut;
  readonly text: string;
  /** Said when it is another language than the customer's. */
  readonly language: Language | null;
}

/** What the customer reads in, when it is a language of ours. */
export const spokenIn = ({ language }: Pick<Conversation, "language">): Language | null =>
  isLanguage(language) ? language : null;

/** Chooses the text for this customer and puts the names in. */
export function fillShortcut(
  shortcut: Shortcut,
  conversation: Pick<Conversation, "customer" | "language" | "queue">,
  me: Pick<Me, "name" | "language" | "workspace">,
): FilledShortcut {
  const language = spokenIn(conversation);
  const values = textValues({
    customerName: conversation.customer.name,
    agentName: me.name,
    queueName: conversation.queue.name,
    workspaceName: me.workspace.name,
  });
  const raw = textIn(shortcut.texts, language, [me.language, "en"]) ?? "";
  const spoken = (Object.entries(shortcut.texts).find(([, text]) => text === raw)?.[0] ?? null) as Language;
  return { shortcut, text: fillText(raw, values), language: spoken === language ? null : spoken };
}
