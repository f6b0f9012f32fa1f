import { useEffect, useRef } from "react";

/** Whether somebody is writing there, so that a letter is a letter. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** The name of what was pressed: `Control+k`, `F8`, `?`. */
export function pressed(event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey">): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const modifier = event.ctrlKey || event.metaKey ? "Control+" : "";
  return (event.altKey ? "Alt+" : "") + modifier + key;
}

type KeyMap = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>;

/** Single letters, `?` and Escape belong to whoever types; function keys and Ctrl work everywhere. */
const worksAlways = (name: string) => name.startsWith("Control+") || /^F\d+$/.test(name);

/** Enter presses what has the focus; only where nothing has it may it mean something else. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest("a, button, summary, [role=button], [role=option]") !== null;

/** Whether a key pressed there is meant for the window, and not for the field, button or dialog that has the focus. */
function isForUs(name: string, target: EventTarget | null): boolean {
  if (worksAlways(name)) return true;
  if (isTyping(target) || (name === "Enter" && isPressable(target))) return false;
  return !(target instanceof Element && target.closest("[role=dialog],[role=menu]"));
}

/** Listens for keys in the whole window while the component is there. */
export function useKeys(keys: KeyMap): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const name = pressed(event);
      const run = latest.current[name];
      if (!run) return;
      if (!isForUs(name, event.target)) return;
      event.preventDefault();
      run(event);
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
