import type { CSSProperties } from "react";
import classes from "./ui.module.css";

export type Tone = "green" | "amber" | "red" | "grey";

const dotColour: Record<Tone, string> = {
  green: "var(--green-dot)",
  amber: "var(--amber-dot)",
  red: "var(--red-dot)",
  grey: "var(--ink-3)",
};

/** A small mark whose shape differs as well as its colour: full, hollow, barred. */
export function Dot({ tone, shape = "full" }: { tone: Tone; shape?: "full" | "hollow" | "bar" }) {
  const look = shape === "hollow" ? classes.dotHollow : shape === "bar" ? classes.dotBar : "";
  return (
    <span
      className={`${classes.dot} ${look}`}
      style={{ "--dot": dotColour[tone] } as CSSProperties}
      aria-hidden="true"
    />
  );
}

/** A thin bar that fills and warms up as time runs against a target. */
export function WarmBar({ share }: { share: number }) {
  const bounded = Math.min(1, Math.max(0, share));
  const colour = bounded < 0.5 ? "var(--green-dot)" : bounded < 1 ? "var(--amber-dot)" : "var(--red-dot)";
  return (
    <span className={classes.bar} aria-hidden="true">
      <span
        className={classes.barFill}
        style={{ transform: `scaleX(${bounded})`, "--bar": colour } as CSSProperties}
      />
    </span>
  );
}

/** A ring that empties with the seconds; the number stands inside. */
export function CountdownRing({ share, seconds, label }: { share: number; seconds: number; label: string }) {
  const radius = 15;
  const round = 2 * Math.PI * radius;
  const colour = seconds <= 5 ? "var(--red-dot)" : "var(--accent)";
  return (
    <svg width="38" height="38" viewBox="0 0 38 38" role="img" aria-label={label}>
      <circle cx="19" cy="19" r={radius} fill="none" stroke="var(--line)" strokeWidth="3" />
      <circle
        cx="19"
        cy="19"
        r={radius}
        fill="none"
        stroke={colour}
        strokeWidth="3"
        strokeLinecap="round"
        strokeDasharray={round}
        strokeDashoffset={round * (1 - Math.min(1, Math.max(0, share)))}
        transform="rotate(-90 19 19)"
      />
      <text
        x="19"
        y="23"
        textAnchor="middle"
        fontSize="12"
        fontWeight="600"
        fill="var(--ink)"
        className="numbers"
      >
        {seconds}
      </text>
    </svg>
  );
}
