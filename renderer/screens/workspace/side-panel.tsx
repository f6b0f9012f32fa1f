import { Tabs } from "@mantine/core";
import { lazy, type RefObject, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { HandoverPanel } from "#renderer/features/assistants/index.ts";
import { useHeld, type Writer } from "#renderer/features/composer/index.ts";
import { learnConversation } from "#renderer/features/conversations/index.ts";
import { CustomerPanel } from "#renderer/features/customer/index.ts";
import { Recordings } from "#renderer/features/recordings/index.ts";
import { HowRoutedButton } from "#renderer/features/routing-why/index.ts";
import { ConversationLabels } from "#renderer/features/wrap-up/index.ts";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { useKeys } from "#renderer/platform/keyboard.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { usePanes } from "./use-panes.ts";
import classes from "./workspace.module.css";

/** Loaded with the rest of the shortcuts, when somebody looks at them. */
const ShortcutsPanel = lazy(async () => {
  const { ShortcutsPanel: one } = await import("#renderer/features/shortcuts/index.ts");
  return { default: one };
});

interface SidePanelProps {
  readonly conversation: Conversation;
  readonly panes: ReturnType<typeof usePanes>;
  /** The composer beside it, while there is one. */
  readonly writer: RefObject<Writer | null>;
  readonly onOpen: (conversationId: string) => void;
}

/** Beside the conversation: its customer, and the shortcuts for whoever has any. */
export function SidePanel({ conversation, panes, writer, onOpen }: SidePanelProps) {
  const { t } = useTranslation();
  const mayUse = useCan("shortcuts.view");
  const customer = (
    <>
      <HandoverPanel conversation={conversation} />
      <CustomerPanel
        conversation={conversation}
        labels={<ConversationLabels conversation={conversation} onChanged={learnConversation} />}
        routing={<HowRoutedButton />}
        recordings={<Recordings conversation={conversation} />}
        onOpen={onOpen}
      />
    </>
  );
  if (!mayUse) return customer;
  return (
    <Tabs
      className={classes.tabs}
      value={panes.tab}
      onChange={(tab) => panes.setTab(tab === "shortcuts" ? "shortcuts" : "customer")}
      keepMounted={false}
    >
      <Tabs.List grow>
        <Tabs.Tab value="customer">{t("customer.label")}</Tabs.Tab>
        <Tabs.Tab value="shortcuts">{t("shortcuts.title")}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="customer">{customer}</Tabs.Panel>
      <Tabs.Panel value="shortcuts">
        <Suspense>
          <Shortcuts conversation={conversation} writer={writer} />
        </Suspense>
      </Tabs.Panel>
    </Tabs>
  );
}

function Shortcuts({ conversation, writer }: Pick<SidePanelProps, "conversation" | "writer">) {
  const held = useHeld(conversation, "message");
  return (
    <ShortcutsPanel
      conversation={conversation}
      held={held}
      onInsert={(shortcut) => void writer.current?.insertShortcut(shortcut)}
    />
  );
}

/** Ctrl and / shows the shortcuts with the search ready, from the box as well; once more, and the customer is back. */
export function usePanelKeys(panes: ReturnType<typeof usePanes>) {
  const mayUse = useCan("shortcuts.view");
  useKeys({
    "Control+/": mayUse
      ? () => {
          const shown = panes.panelShown && panes.tab === "shortcuts";
          panes.setTab(shown ? "customer" : "shortcuts");
          if (shown) return document.querySelector<HTMLElement>("[data-composer] textarea")?.focus();
          if (!panes.panelShown) panes.togglePanel();
          focusSearch();
        }
      : undefined,
  });
}

/** Once it is there: it may have to be loaded first. */
function focusSearch(tries = 60) {
  const search = document.querySelector<HTMLElement>("[data-shortcut-search]");
  if (search) search.focus();
  else if (tries > 0) requestAnimationFrame(() => focusSearch(tries - 1));
}
