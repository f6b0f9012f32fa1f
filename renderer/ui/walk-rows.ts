import type { KeyboardEvent } from "react";

/** Moves the focus between the rows (`data-row`) of a list or table with the arrow keys. */
export function walkRows(event: KeyboardEvent<HTMLElement>) {
  const toward = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  const here = (event.target as Element).closest<HTMLElement>("[data-row]");
  if (toward === 0 || !here) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  all[Math.min(all.length - 1, Math.max(0, all.indexOf(here) + toward))]?.focus();
}
