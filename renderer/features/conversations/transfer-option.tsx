import type { ReactNode } from "react";
import classes from "./header.module.css";
import type { Target, Transfer } from "./use-transfer.ts";

interface OptionProps {
  readonly target: Target;
  readonly transfer: Transfer;
  readonly icon: ReactNode;
  readonly detail: ReactNode;
  readonly reason?: string | undefined;
}

/** One of those to whom a conversation can be handed. */
export function TransferOption({ target, transfer, icon, detail, reason }: OptionProps) {
  const chosen = transfer.target?.id === target.id;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a row with two lines is more than a radio input can show.
    <button
      type="button"
      role="radio"
      className={classes.option}
      aria-checked={chosen}
      aria-disabled={reason ? true : undefined}
      // The arrows reach them, to read why; Tab goes on to the note.
      tabIndex={reason ? -1 : 0}
      title={reason}
      onClick={() => !reason && transfer.setTarget(target)}
    >
      {icon}
      <span className={`${classes.optionName} one-line`}>{target.name}</span>
      <span className="quiet small numbers">{detail}</span>
    </button>
  );
}
