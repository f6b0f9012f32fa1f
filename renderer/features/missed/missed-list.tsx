import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useSecond } from "#renderer/platform/clock.ts";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { duration, exactTime } from "#renderer/platform/i18n/times.ts";
import { createPreference, isBoolean } from "#renderer/platform/preferences.ts";
import {
  IconChevronDown,
  IconChevronRight,
  IconPhone,
  IconPhoneOff,
  IconUserOff,
} from "#renderer/ui/icons.ts";
import { WarmBar } from "#renderer/ui/signs.tsx";
import type { MissedItem } from "#shared/contract/missed.ts";
import classes from "./missed.module.css";
import { MissedDetails, type MissedLinks } from "./missed-details.tsx";
import { MissedDone } from "./missed-done.tsx";
import { dueSince } from "./missed-store.ts";
import { unfold, useUnfolded } from "./unfolded.ts";
import { useMissed } from "./use-missed.ts";

const sectionChoice = createPreference<boolean>("missed-open", true, isBoolean);
const icons = { abandoned: IconUserOff, missed: IconPhoneOff, callback: IconPhone };

/** Whom nobody answered, below the lists of conversations; folded while there is nobody. */
export function MissedList(links: MissedLinks) {
  const { t } = useTranslation();
  const { open } = useMissed();
  const mayTake = useCan("conversation.take");
  const [shown, setShown] = useState(() => sectionChoice.get());
  /** While there is nobody, it is opened to look back. */
  const [looking, setLooking] = useState(false);
  if (!mayTake) return null;
  const isEmpty = open.length === 0;
  const isOpen = looking || (shown && !isEmpty);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const toggle = () => {
    setLooking(!isOpen && isEmpty);
    if (isEmpty) return;
    sectionChoice.set(!isOpen);
    setShown(!isOpen);
  };
  return (
    <section className={classes.section} aria-label={t("missed.title")}>
      <h2 className={classes.head}>
        <button type="button" className={classes.headButton} aria-expanded={isOpen} onClick={toggle}>
          <Chevron size={14} aria-hidden />
          {t("missed.title")}
          {isEmpty ? null : (
            <span className={`${classes.count} numbers`}>
              <span aria-hidden="true">{open.length}</span>
              <span className="hidden-text">{t("missed.count", { count: open.length })}</span>
            </span>
          )}
        </button>
      </h2>
      {isOpen ? <Views open={open} links={links} onLook={() => setLooking(true)} /> : null}
    </section>
  );
}

interface ViewsProps {
  readonly links: MissedLinks;
  readonly open: readonly MissedItem[];
  /** Somebody looks back: it does not fold under him when the last open one is done. */
  readonly onLook: () => void;
}

/** Those who wait to be reached, or those who were. */
function Views({ open, links, onLook }: ViewsProps) {
  const { t } = useTranslation();
  const [view, setView] = useState<"open" | "done">("open");
  const choose = (next: "open" | "done") => {
    setView(next);
    onLook();
  };
  return (
    <>
      <SegmentedControl
        className={classes.views ?? ""}
        aria-label={t("missed.show")}
        size="xs"
        fullWidth
        value={view}
        onChange={choose}
        data={[
          { value: "open", label: t("missed.viewOpen") },
          { value: "done", label: t("missed.viewDone") },
        ]}
      />
      {view === "done" ? <MissedDone onOpen={links.onOpen} /> : <Open open={open} links={links} />}
    </>
  );
}

function Open({ open, links }: Pick<ViewsProps, "open" | "links">) {
  const { t } = useTranslation();
  const chosen = useUnfolded();
  if (open.length === 0) return <p className={classes.none}>{t("missed.none")}</p>;
  return (
    <ul className={classes.rows}>
      {open.map((item) => (
        <MissedRow
          key={item.id}
          item={item}
          isChosen={item.id === chosen}
          onChoose={() => unfold(item.id === chosen ? null : item.id)}
          links={links}
        />
      ))}
    </ul>
  );
}

interface MissedRowProps {
  readonly links: MissedLinks;
  readonly item: MissedItem;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function MissedRow({ item, isChosen, onChoose, links }: MissedRowProps) {
  const { t } = useTranslation();
  const Icon = icons[item.kind];
  return (
    <li className={classes.row} data-chosen={isChosen || undefined}>
      <button
        type="button"
        className={classes.rowButton}
        data-missed={item.id}
        aria-expanded={isChosen}
        onClick={onChoose}
      >
        <Icon size={16} stroke={1.6} aria-hidden className={classes.icon} />
        <span className={`${classes.name} one-line`}>
          <bdi>{item.customer.name}</bdi>
        </span>
        <Age item={item} />
        <span className={`${classes.line} one-line`}>
          {item.back ? <b className={classes.back}>{t("missed.back")}</b> : t(`missed.kind_${item.kind}`)}
          {item.takenBy ? <> · {t("missed.takenBy", { name: item.takenBy.name })}</> : null}
        </span>
      </button>
      {isChosen ? <MissedDetails item={item} {...links} /> : null}
    </li>
  );
}

/** How long it has been due, against the target of its queue. */
function Age({ item }: { item: MissedItem }) {
  useSecond();
  const { sync } = useDesk();
  const since = dueSince(item);
  const ms = sync.serverNow() - since;
  const share = ms / (item.targetSeconds * 1_000);
  return (
    <>
      <span
        className={`${classes.when} numbers`}
        data-warm={share >= 1 ? "red" : share >= 0.5 ? "amber" : undefined}
        title={exactTime(since)}
      >
        {ms >= 0 ? duration(ms) : `−${duration(-ms)}`}
      </span>
      <span className={classes.warm}>
        <WarmBar share={share} />
      </span>
    </>
  );
}
