import "./setup-parts.css";
import { Button } from "@mantine/core";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { Action } from "./action.tsx";
import { LeaveGuard, useLeave, useUnsaved } from "./leave-guard.tsx";
import { Bone, Delayed, ErrorNote } from "./notes.tsx";
import classes from "./setup.module.css";
import { walkRows } from "./walk-rows.ts";

interface SetupPageProps {
  readonly title: string;
  /** One sentence: what this page is for. */
  readonly hint?: string;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/**
 * A page of Setup: title, actions, and below either a `SetupSplit`, a `SetupColumn`, or a table. Leaving it with unsaved
 * changes asks first.
 */
export const SetupPage = ({ title, hint, actions, children }: SetupPageProps) => (
  <LeaveGuard>
    <main className={classes.page} id="main" tabIndex={-1}>
      <header className={classes.head}>
        <div className={classes.headText}>
          <h1>{title}</h1>
          {hint ? <p className={classes.hint}>{hint}</p> : null}
        </div>
        <div className={classes.actions}>{actions}</div>
      </header>
      {children}
    </main>
  </LeaveGuard>
);

interface SetupSplitProps {
  /** Left: usually a `SetupList`, with a search field above it. */
  readonly list: ReactNode;
  /** Right: a `SetupForm`, or an `Empty`. */
  readonly children: ReactNode;
}

/** List left, form right. */
export const SetupSplit = ({ list, children }: SetupSplitProps) => (
  <div className={classes.split}>
    <div className={classes.listPane}>{list}</div>
    <div className={classes.formPane}>{children}</div>
  </div>
);

/** A page without a list: the form alone, in a readable width, with its save bar below. */
export const SetupColumn = ({ children }: { children: ReactNode }) => (
  <div className={classes.formPane}>{children}</div>
);

/** One row of a `SetupList`. */
export interface SetupItem {
  readonly id: string;
  readonly name: string;
  readonly detail?: ReactNode;
  readonly icon?: ReactNode;
  /** Paler, such as an archived one. */
  readonly faded?: boolean;
}

interface SetupListProps {
  readonly label: string;
  readonly items: readonly SetupItem[];
  readonly chosen: string | undefined;
  /** Called after the question whether unsaved changes may be left. */
  readonly onChoose: (id: string) => void;
}

/** The list at the left: arrows move, Enter opens. */
export function SetupList({ label, items, chosen, onChoose }: SetupListProps) {
  const leave = useLeave();
  return (
    <nav className={classes.list} aria-label={label} onKeyDown={walkRows}>
      {items.map(({ id, name, detail, icon, faded }) => (
        <button
          key={id}
          type="button"
          className={classes.item}
          data-row
          data-faded={faded || undefined}
          aria-current={id === chosen ? "true" : undefined}
          onClick={() => id !== chosen && leave(() => onChoose(id))}
        >
          {icon}
          <span className={classes.itemText}>
            <span className="one-line">{name}</span>
            {detail ? <span className={`${classes.itemDetail} one-line`}>{detail}</span> : null}
          </span>
        </button>
      ))}
    </nav>
  );
}

interface SetupFormProps {
  readonly title?: ReactNode;
  /** At the right of the title: more actions on this thing. */
  readonly actions?: ReactNode;
  readonly bar?: ReactNode;
  readonly children: ReactNode;
}

/** The form at the right: it scrolls, its `bar` (a `SaveBar`) stays at the bottom. */
export const SetupForm = ({ title, actions, bar, children }: SetupFormProps) => (
  <>
    <div className={classes.scroll}>
      <div className={classes.form}>
        {title || actions ? (
          <div className={classes.formHead}>
            <h2 className={classes.formTitle}>{title}</h2>
            <div className={classes.actions}>{actions}</div>
          </div>
        ) : null}
        {children}
      </div>
    </div>
    {bar}
  </>
);

interface SetupSectionProps {
  readonly title: string;
  readonly hint?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a form under its own small title. */
export function SetupSection({ title, hint, actions, children }: SetupSectionProps) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div className={classes.formHead}>
        <div>
          <h3 id={id} className={classes.sectionTitle}>
            {title}
          </h3>
          {hint ? <p className={classes.hint}>{hint}</p> : null}
        </div>
        <div className={classes.actions}>{actions}</div>
      </div>
      {children}
    </section>
  );
}

/** A fact that can only be read here: label and value. */
export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={classes.fact}>
    <span className={classes.factLabel}>{label}</span>
    <span className={classes.factValue}>{children}</span>
  </div>
);

/** Facts in a grid of their own. */
export const Facts = ({ children }: { children: ReactNode }) => (
  <div className={classes.facts}>{children}</div>
);

interface SaveBarProps {
  /** What changed, by the names of the fields; empty: the bar is not there. */
  readonly changes: readonly string[];
  readonly busy?: boolean;
  readonly error?: string | undefined;
  /** Why it cannot be saved now. */
  readonly reason?: string | undefined;
  readonly onSave: () => void;
  readonly onUndo: () => void;
}

/** At the bottom of a form: "3 changes: …", Save and Undo. Leaving while it is there asks first. */
export function SaveBar({ changes, busy = false, error, reason, onSave, onUndo }: SaveBarProps) {
  const { t } = useTranslation();
  const id = useId();
  useUnsaved(id, changes.length > 0 ? changes.join(", ") : null);
  if (changes.length === 0) return null;
  return (
    <div className={classes.bar}>
      <ErrorNote text={error} />
      <div className={classes.barRow}>
        <span className={classes.barText} role="status">
          <b>{t("setup.changes", { count: changes.length })}</b>: {changes.join(", ")}
        </span>
        <Button variant="default" disabled={busy} onClick={onUndo}>
          {t("setup.undo")}
        </Button>
        <Action loading={busy} reason={reason} onClick={onSave}>
          {t("setup.save")}
        </Action>
      </div>
    </div>
  );
}

/** The layout of a list while it loads, shown only when that takes long enough to be noticed. */
export const SetupBones = ({ rows = 6 }: { rows?: number }) => (
  <Delayed>
    <div className={classes.bones}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: place holders have no other name.
        <Bone key={row} width={`${86 - (row % 3) * 14}%`} height={14} />
      ))}
    </div>
  </Delayed>
);
