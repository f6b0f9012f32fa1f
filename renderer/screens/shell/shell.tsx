import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import {
  AskedInCards,
  CallDock,
  callCarrier,
  DeviceCheck,
  SuperviseFrame,
  VideoPane,
} from "#renderer/features/calls/index.ts";
import { CommandPalette } from "#renderer/features/commands/index.ts";
import { learnConversation, useLists } from "#renderer/features/conversations/index.ts";
import { OfferStack } from "#renderer/features/offers/index.ts";
import { CallNote, openSoftphone } from "#renderer/features/softphone/index.ts";
import { isHeardHere } from "#renderer/features/status/index.ts";
import { Part } from "#renderer/platform/crash.tsx";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { useKeys } from "#renderer/platform/keyboard.ts";
import { Notice } from "#renderer/ui/notes.tsx";
import { PlaceGate } from "./place-gate.tsx";
import { PreviewBar } from "./preview-bar.tsx";
import { Rail } from "./rail.tsx";
import classes from "./shell.module.css";
import { TopBar } from "./top-bar.tsx";
import { useBadge } from "./use-badge.ts";
import { useCommandGroups } from "./use-command-groups.tsx";
import { WhyWork } from "./why-work.tsx";

interface ShellProps {
  readonly onSignOut: () => void;
  readonly onSilence: () => void;
}

/** The frame around every area: rail, top bar, offers, command palette. */
export function Shell({ onSignOut, onSilence }: ShellProps) {
  const { t } = useTranslation();
  const me = useMe();
  const navigate = useNavigate();
  const groups = useCommandGroups(onSignOut);
  const open = (conversationId: string) =>
    void navigate({ to: "/workspace/$conversationId", params: { conversationId } });
  useBadge();
  usePlaceKeys(open);
  useOpenedPaths();
  return (
    <div className={classes.shell} data-preview={me.viewedBy ? true : undefined}>
      <PreviewBar />
      <button type="button" className={classes.skip} onClick={focusMain}>
        {t("app.skip")}
      </button>
      <Rail />
      <TopBar onOpen={open} />
      <div className={classes.content}>
        {me.needsSecondFactor ? (
          <div className={classes.strip}>
            <Notice>{t("refused.factor")}</Notice>
          </div>
        ) : null}
        <Part>
          <PlaceGate />
        </Part>
      </div>
      <div className={classes.foot}>
        <Part>
          <VideoPane />
          <CallDock onOpen={open} noteOf={(callId) => <CallNote callId={callId} />} />
        </Part>
      </div>
      <SuperviseFrame />
      <DeviceCheck />
      <WhyWork onOpen={open} />
      <OfferStack
        isHeard={isHeardHere}
        onSilence={onSilence}
        onAccepted={(conversation) => {
          learnConversation(conversation);
          open(conversation.id);
          focusComposerSoon(conversation.id);
          callCarrier.get()?.answeredHere({ conversationId: conversation.id });
        }}
      >
        <AskedInCards onSilence={onSilence} />
      </OfferStack>
      <CommandPalette groups={groups} />
    </div>
  );
}

// The address after # belongs to the router, so this is a button that moves the focus and no link.
function focusMain() {
  document.querySelector<HTMLElement>("[data-timeline], #main")?.focus();
}

/** Who has accepted writes next; the composer of the new conversation may take a moment to be there. */
function focusComposerSoon(conversationId: string, tries = 40) {
  const area = document.querySelector<HTMLTextAreaElement>(
    `[data-composer="${conversationId}"] textarea:not(:disabled)`,
  );
  if (area) area.focus();
  else if (tries > 0) setTimeout(() => focusComposerSoon(conversationId, tries - 1), 50);
}

/** Ctrl+1 to 9 open one's conversations, `?` the help. */
function usePlaceKeys(open: (id: string) => void) {
  const navigate = useNavigate();
  const { mine } = useLists();
  const places = mine.slice(0, 9).map((one, index) => [`Control+${index + 1}`, () => open(one.id)] as const);
  useKeys({ ...Object.fromEntries(places), "?": () => void navigate({ to: "/help" }) });
}

/** Deep links, clicked notifications and second starts lead to a place. */
function useOpenedPaths() {
  const { os } = useDesk();
  const navigate = useNavigate();
  useEffect(
    () =>
      os.onOpenPath((path) => {
        const number = numberAt(path);
        if (number) openSoftphone(number);
        else void navigate({ to: path as "/workspace" });
      }),
    [os, navigate],
  );
  // The desktop was started by a link to a number: there is no such place, and nothing to come back to.
  const here = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    const number = numberAt(here);
    if (!number) return;
    openSoftphone(number);
    void navigate({ to: "/", replace: true });
  }, [here, navigate]);
}

/** A link to a number leads to the softphone: it is shown there, and called by nobody but the person. */
const numberAt = (path: string): string | undefined => /^\/dial\/(\+?\d{3,20})$/.exec(path)?.[1];
