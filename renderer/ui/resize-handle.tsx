import { type KeyboardEvent, type PointerEvent, useState } from "react";
import classes from "./ui.module.css";

interface ResizeHandleProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** 1 when dragging right makes the pane wider, -1 when it makes it narrower. */
  readonly direction: 1 | -1;
  readonly onChange: (width: number) => void;
}

const step = 16;

/** The line between two panes: drag it, or move it with the arrow keys. */
export function ResizeHandle({ label, value, min, max, direction, onChange }: ResizeHandleProps) {
  const [start, setStart] = useState<{ x: number; width: number }>();
  const bounded = (width: number) => Math.round(Math.min(max, Math.max(min, width)));

  function grab(event: PointerEvent<HTMLHRElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    setStart({ x: event.clientX, width: value });
  }
  function drag(event: PointerEvent<HTMLHRElement>) {
    if (start) onChange(bounded(start.width + (event.clientX - start.x) * direction));
  }
  function press(event: KeyboardEvent<HTMLHRElement>) {
    const toward = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (toward === 0) return;
    event.preventDefault();
    onChange(bounded(value + toward * direction * step));
  }

  return (
    <hr
      className={classes.handle}
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={value}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      data-dragging={start ? true : undefined}
      style={{ border: 0, margin: 0, height: "auto" }}
      onPointerDown={grab}
      onPointerMove={drag}
      onPointerUp={() => setStart(undefined)}
      onKeyDown={press}
    />
  );
}
