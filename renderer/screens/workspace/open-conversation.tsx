import { type RefObject, useRef } from "react";
import { useTranslation } from "react-i18next";
import { StartVideo } from "#renderer/features/calls/index.ts";
import { Composer, type Writer } from "#renderer/features/composer/index.ts";
import {
  ConversationHeader,
  learnConversation,
  useConversation,
  useTyping,
} from "#renderer/features/conversations/index.ts";
import { ConversationRouting } from "#renderer/features/routing-why/index.ts";
import { useWrapsUp, WrapUpPanel } from "#renderer/features/wrap-up/index.ts";
import { Part } from "#renderer/platform/crash.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconMessageOff } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { ResizeHandle } from "#renderer/ui/resize-handle.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { Said } from "./said.tsx";
import { SidePanel, usePanelKeys } from "./side-panel.tsx";
import { limits, type usePanes } from "./use-panes.ts";
import classes from "./workspace.module.css";

interface OpenConversationProps {
  readonly id: string;
  readonly panes: ReturnType<typeof usePanes>;
  readonly onOpen: (conversationId: string) => void;
  readonly onGone: () => void;
}

/** One conversation with its timeline, composer and customer. */
export function OpenConversation({ id, panes, onOpen, onGone }: OpenConversationProps) {
  const { t } = useTranslation();
  const { conversation, error, retry } = useConversation(id);
  const typing = useTyping(id);
  const colleague = useTyping(id, "agent");
  // An assistant that thinks is looked on, like the customer: nobody else may write here meanwhile.
  const hasAssistant = conversation?.state === "assistant";
  const writer = useRef<Writer>(null);
  usePanelKeys(panes);
  if (!conversation) {
    return (
      <main className={classes.middle} id="main" tabIndex={-1}>
        {error ? <NotFound error={error} onRetry={retry} /> : <Bones />}
      </main>
    );
  }
  return (
    <>
      <main className={classes.middle} id="main" tabIndex={-1} aria-label={t("workspace.label")}>
        <ConversationHeader
          conversation={conversation}
          panelShown={panes.panelShown}
          onTogglePanel={panes.togglePanel}
          onGone={onGone}
        >
          <StartVideo conversation={conversation} />
        </ConversationHeader>
        <ConversationRouting conversation={conversation} />
        <Part>
          <Said conversation={conversation} typing={typing ?? (hasAssistant ? colleague : undefined)} />
        </Part>
        <Foot conversation={conversation} typing={hasAssistant ? undefined : colleague} writer={writer} />
      </main>
      {panes.panelShown ? (
        <>
          {panes.isNarrow ? null : (
            <ResizeHandle
              label={t("workspace.resizePanel")}
              value={panes.panelWidth}
              {...limits.panel}
              direction={-1}
              onChange={panes.setPanel}
            />
          )}
          <div
            className={classes.panel}
            data-over={panes.isNarrow || undefined}
            style={{ width: panes.panelWidth }}
          >
            <Part>
              <SidePanel conversation={conversation} panes={panes} writer={writer} onOpen={onOpen} />
            </Part>
          </div>
        </>
      ) : null}
    </>
  );
}

interface FootProps {
  readonly conversation: Conversation;
  readonly typing: string | undefined;
  readonly writer: RefObject<Writer | null>;
}

/** Where one writes; when the conversation has ended, the work that is left. */
function Foot({ conversation, typing, writer }: FootProps) {
  if (useWrapsUp(conversation))
    return <WrapUpPanel conversation={conversation} onChanged={learnConversation} />;
  return <Composer conversation={conversation} typing={typing} ref={writer} />;
}

function NotFound({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { t } = useTranslation();
  const code = problemOf(error);
  const gone = code === "conversation.not_found" || code === "request.invalid";
  const retry = { label: t("app.retry"), run: onRetry };
  return (
    <div className={classes.nothing}>
      <Empty
        icon={<IconMessageOff size={30} stroke={1.4} aria-hidden />}
        title={t("workspace.notFound")}
        hint={gone ? t("workspace.notFoundHint") : undefined}
      >
        {gone ? null : (
          <ErrorNote text={problemText(code)} {...(code !== "permission.denied" && { retry })} />
        )}
      </Empty>
    </div>
  );
}

const Bones = () => (
  <Delayed>
    <div style={{ display: "grid", gap: 16, padding: 16 }}>
      <Bone width="40%" height={24} />
      <Bone width="60%" height={36} />
      <Bone width="45%" height={36} />
    </div>
  </Delayed>
);
