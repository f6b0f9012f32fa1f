import type { KeyboardEvent } from "react";
import { isTyping } from "#renderer/platform/keyboard.ts";
import { IconBan, IconCircleCheck, IconClockShare, IconFlag, IconPhoneOff } from "#renderer/ui/icons.ts";
import { Kbd } from "#renderer/ui/kbd.tsx";
import type { Disposition } from "#shared/contract/topics.ts";
import classes from "./disposition-tiles.module.css";

const icons = new Map([
  ["resolved", IconCircleCheck],
  ["follow_up", IconClockShare],
  ["not_reached", IconPhoneOff],
  ["spam", IconBan],
]);

const steps = new Map([
  ["ArrowRight", 1],
  ["ArrowDown", 1],
  ["ArrowLeft", -1],
  ["ArrowUp", -1],
]);

/** The focus goes along with the choice: Enter must not choose again the tile that had it before. */
export const focusTile = (within: ParentNode, place: number): void =>
  within.querySelectorAll<HTMLElement>("[role=radio]")[place]?.focus();

/** As many as there are keys for. */
const keyed = 9;

interface TilesProps {
  readonly label: string;
  readonly choices: readonly Disposition[];
  readonly nameOf: (key: string) => string | null;
  readonly chosen: string | null;
  readonly onChoose: (key: string) => void;
  /** Takes the focus when it appears. */
  readonly autofocus?: boolean;
}

/** The outcomes as tiles with their number keys. */
export function DispositionTiles({ label, choices, nameOf, chosen, onChoose, autofocus }: TilesProps) {
  const focused = chosen ?? choices[0]?.key;
  // As in every group of radios: one stop for Tab, arrows choose.
  function walk(event: KeyboardEvent) {
    const step = steps.get(event.key);
    if (!step) return;
    event.preventDefault();
    const at = choices.findIndex(({ key }) => key === focused);
    const next = choices[(at + step + choices.length) % choices.length];
    if (!next) return;
    onChoose(next.key);
    focusTile(event.currentTarget, choices.indexOf(next));
  }
  return (
    <div className={classes.tiles} role="radiogroup" aria-label={label} onKeyDown={walk}>
      {choices.map(({ key }, index) => {
        const Icon = icons.get(key) ?? IconFlag;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a tile with icon and key is more than a radio input can show.
          <button
            key={key}
            type="button"
            role="radio"
            className={classes.tile}
            aria-checked={chosen === key}
            tabIndex={focused === key ? 0 : -1}
            data-autofocus={autofocus && focused === key ? true : undefined}
            onClick={() => onChoose(key)}
          >
            <Icon size={16} stroke={1.7} aria-hidden />
            <span className={classes.name}>{nameOf(key)}</span>
            {index < keyed ? <Kbd keys={String(index + 1)} /> : null}
          </button>
        );
      })}
    </div>
  );
}

/** The outcome whose number was pressed; undefined for other keys, and while somebody writes. */
export function pressedChoice(
  event: KeyboardEvent,
  choices: readonly Disposition[],
): Disposition | undefined {
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const place = /^[1-9]$/.test(event.key) ? Number(event.key) : 0;
  const picked = choices[place - 1];
  if (picked) focusTile(event.currentTarget, place - 1);
  return picked;
}
