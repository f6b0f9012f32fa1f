import { lazy, Suspense, useState } from "react";
import { Timeline } from "#renderer/features/timeline/index.ts";
import { useCan, useReadOnly } from "#renderer/platform/desk-context.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";

/** Loaded with the rest of the shortcuts, when somebody keeps one. */
const KeepShortcut = lazy(async () => {
  const { KeepShortcut: one } = await import("#renderer/features/shortcuts/index.ts");
  return { default: one };
});

interface SaidProps {
  readonly conversation: Conversation;
  readonly typing: string | undefined;
}

/** What was said; and what one has said oneself may be kept as a shortcut. */
export function Said({ conversation, typing }: SaidProps) {
  const mayReply = useCan("conversation.reply");
  const mayKeep = useCan("shortcuts.own");
  const readOnly = useReadOnly();
  const [kept, setKept] = useState<string>();
  return (
    <>
      <Timeline
        conversation={conversation}
        typing={typing}
        onKeep={mayReply && mayKeep && !readOnly ? setKept : undefined}
      />
      {kept === undefined ? null : (
        <Suspense>
          <KeepShortcut text={kept} conversation={conversation} onClose={() => setKept(undefined)} />
        </Suspense>
      )}
    </>
  );
}
