import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { IconAlertTriangle, IconInfoCircle } from "#renderer/ui/icons.ts";
import classes from "./ui.module.css";

interface ErrorNoteProps {
  readonly text: string | undefined;
  readonly retry?: { readonly label: string; readonly run: () => void };
}

/** What went wrong, where it went wrong, with the way out. */
export function ErrorNote({ text, retry }: ErrorNoteProps) {
  if (!text) return null;
  return (
    <div className={classes.error} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <span className={classes.errorText}>{text}</span>
      {retry ? (
        <Button size="compact-xs" variant="default" onClick={retry.run}>
          {retry.label}
        </Button>
      ) : null}
    </div>
  );
}

/** Something to know, calmly. */
export const Notice = ({ children }: { children: ReactNode }) => (
  <div className={classes.notice} role="status">
    <IconInfoCircle size={16} aria-hidden />
    <span>{children}</span>
  </div>
);

interface EmptyProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly hint?: string | undefined;
  readonly children?: ReactNode;
}

/** Nothing here, and what comes next. */
export const Empty = ({ icon, title, hint, children }: EmptyProps) => (
  <div className={classes.empty}>
    {icon}
    <span className={classes.emptyTitle}>{title}</span>
    {hint ? <span className={classes.emptyHint}>{hint}</span> : null}
    {children}
  </div>
);

/** Shows the final layout while something loads, and only when it takes long enough to be noticed. */
export const Delayed = ({ children }: { children: ReactNode }) => (
  <div className={classes.appear} aria-hidden="true">
    {children}
  </div>
);

/** A grey place holder. */
export const Bone = ({ width, height = 10 }: { width: number | string; height?: number }) => (
  <div className={classes.bone} style={{ width, height }} />
);
