import { SegmentedControl } from "@mantine/core";
import { type KeyboardEvent, type RefObject, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useObservable } from "#renderer/platform/observable.ts";
import { useMay } from "#renderer/platform/why.tsx";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconX } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { LiveCall } from "#shared/contract/calls.ts";
import { ContactList } from "./contact-list.tsx";
import type { Contact } from "./contact-row.tsx";
import { DialPad, type Outside } from "./dial-pad.tsx";
import { writtenOut } from "./dialled.ts";
import { closeSoftphone, type SoftphonePart, showPart, softphone } from "./open-softphone.ts";
import { PastCalls } from "./past-calls.tsx";
import classes from "./softphone.module.css";
import { type Callee, type Hands, useDial } from "./use-dial.ts";
import { useCallerId, useOwn } from "./use-softphone.ts";

interface SoftphonePaneProps {
  readonly hands: Hands;
  /** A call has begun: its sound belongs to this window. */
  readonly onCalling: (call: LiveCall) => void;
  readonly onOpen: (conversationId: string) => void;
}

const parts = ["pad", "contacts", "history"] as const satisfies readonly SoftphonePart[];

/** Pad, contacts and past calls, beside the work: it takes no focus but its own and hides no call. */
export function SoftphonePane({ hands, onCalling, onOpen }: SoftphonePaneProps) {
  const { t } = useTranslation();
  const own = useOwn();
  const { part, filled } = useObservable(softphone);
  const dial = useDial(hands, onCalling);
  const outside = useOutside();
  const whyNot = (callee: Callee) => dial.reason ?? ("number" in callee ? outside.reason : undefined);
  const reason = ({ callee }: Contact) => whyNot(callee);
  const withNumber = (callee: Callee) =>
    "number" in callee ? { ...callee, numberId: outside.numberId } : callee;
  const call = ({ callee }: Contact) => dial.call(withNumber(callee));
  const pane = useRef<HTMLElement>(null);
  useFocusOnPart(pane, part);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.stopPropagation();
    closeSoftphone();
  };
  return (
    <section
      className={classes.pane}
      ref={pane}
      aria-label={t("softphone.label")}
      data-softphone
      onKeyDown={leave}
    >
      <header className={classes.head}>
        <h2>{t("softphone.label")}</h2>
        <span className="quiet small numbers">
          {own?.extension
            ? t("softphone.own", { extension: own.extension })
            : own
              ? t("softphone.noOwn")
              : null}
        </span>
        <IconAction label={t("softphone.close")} keys="Esc" size={26} onClick={closeSoftphone}>
          <IconX size={16} stroke={1.8} />
        </IconAction>
      </header>
      <SegmentedControl
        fullWidth
        size="xs"
        aria-label={t("softphone.tabs")}
        value={part}
        data={parts.map((value) => ({ value, label: t(`softphone.tab.${value}`) }))}
        onChange={(value) => showPart(value as SoftphonePart)}
      />
      {part === "pad" ? (
        <DialPad country={own?.country ?? ""} {...{ dial, outside, reason, filled }} onCall={call} />
      ) : (
        <ErrorNote text={dial.error} />
      )}
      {part === "contacts" ? <ContactList reason={reason} onCall={call} /> : null}
      {part === "history" ? (
        <PastCalls
          isOpen={own?.callHistory ?? true}
          reason={whyNot}
          onCall={(callee) => dial.call(withNumber(callee))}
          onOpen={onOpen}
        />
      ) : null}
    </section>
  );
}

/** Whether one may call numbers outside, and which number of ours is shown then. */
function useOutside(): Outside {
  const { t } = useTranslation();
  const { allowed, reason } = useMay("call.outbound");
  const { all, chosen, choose, hasNone } = useCallerId(allowed);
  const closed = reason ?? (hasNone ? t("softphone.noLine") : undefined);
  return {
    reason: closed ? t("softphone.noOutbound", { reason: closed }) : undefined,
    numberId: chosen?.id ?? null,
    numbers: all.map(({ id, number, label }) => ({
      value: id,
      label: [label, writtenOut(number)].filter(Boolean).join(" · "),
    })),
    choose,
  };
}

/** Who changes the part goes on typing in its field. */
function useFocusOnPart(pane: RefObject<HTMLElement | null>, part: SoftphonePart): void {
  useEffect(() => {
    if (part === "contacts") pane.current?.querySelector<HTMLElement>("[data-autofocus]")?.focus();
  }, [pane, part]);
}
