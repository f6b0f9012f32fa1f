import type { CSSProperties } from "react";
import { Dot, type Tone } from "#renderer/ui/signs.tsx";
import type { StatusColor } from "#shared/contract/statuses.ts";
import type { StatusKey } from "#shared/domain/status/index.ts";
import classes from "./status.module.css";

const looks: Record<StatusKey, { tone: Tone; shape: "full" | "hollow" | "bar" }> = {
  ready: { tone: "green", shape: "full" },
  online: { tone: "green", shape: "hollow" },
  dnd: { tone: "red", shape: "bar" },
  custom: { tone: "grey", shape: "bar" },
  paused: { tone: "amber", shape: "bar" },
  offline: { tone: "grey", shape: "hollow" },
};

/** The mark of a status: its shape differs as well as its colour. The word stands beside it. */
export function StatusMark({ status, color }: { status: StatusKey; color?: StatusColor | undefined }) {
  if (status !== "custom" || !color) return <Dot {...looks[status]} />;
  const own = { "--own": `var(--mantine-color-${color}-6)` } as CSSProperties;
  return <span className={classes.own} style={own} aria-hidden="true" />;
}
