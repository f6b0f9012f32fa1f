import type { AssistantFlow } from "#shared/domain/assistant-flow.ts";
import type { Texts } from "#shared/domain/texts.ts";

const isEmpty = (texts: Texts): boolean => !Object.values(texts).some((text) => text?.trim());

/** Why what it says cannot be saved: the text that tells it. */
export function problemOfFlow({ greeting, notUnderstood, handOver, choices }: AssistantFlow) {
  if ([greeting, notUnderstood, handOver].some(isEmpty)) return "assistants.empty" as const;
  const bare = choices.some((one) => isEmpty(one.label) || (isEmpty(one.answer) && one.handOverTo === null));
  return bare ? ("assistants.choiceEmpty" as const) : undefined;
}
