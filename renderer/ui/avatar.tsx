import type { CSSProperties } from "react";
import classes from "./ui.module.css";

const hues = [222, 262, 190, 150, 28, 340, 300, 90];

function initials(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toLocaleUpperCase() || "?";
}

interface AvatarProps {
  readonly name: string;
  readonly size?: number;
  /** Address of a photo; without, or until it is there, the initials stand. */
  readonly photo?: string | undefined;
}

/** A photo, or initials on a quiet colour that stays the same for the same name. */
export function Avatar({ name, size = 28, photo }: AvatarProps) {
  if (photo) return <img className={classes.avatar} src={photo} width={size} height={size} alt="" />;
  let sum = 0;
  for (const letter of name.slice(0, 60)) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  const hue = hues[sum % hues.length];
  const style: CSSProperties & Record<`--${string}`, string> = {
    width: size,
    height: size,
    fontSize: Math.round(size * 0.38),
    "--avatar": `color-mix(in srgb, hsl(${hue} 60% 50%) 20%, var(--surface))`,
    "--avatar-ink": `color-mix(in srgb, hsl(${hue} 65% 42%) 50%, var(--ink))`,
  };
  return (
    <span className={classes.avatar} style={style} aria-hidden="true">
      {initials(name)}
    </span>
  );
}
