import { Popover } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconMoodSmile } from "#renderer/ui/icons.ts";
import classes from "./composer.module.css";

const groups = {
  smileys: "😀 😃 😄 😁 😅 😂 🙂 😉 😊 😍 🤗 🤔 😐 😕 🙁 😢 😭 😳 😴 🤩 😎 🥳 😬 🙏",
  hands: "👍 👎 👋 👏 🙌 🤝 ✌️ 👌 💪 👉 👆 🤞",
  things: "❤️ 🎉 ✨ ⭐ 🔥 💡 ✅ ❌ ⚠️ ❓ 📦 🚚 💳 🧾 📞 ✉️ 🕐 📅 🛋️ 🛠️",
} as const;

/** Moves through the grid with the arrow keys. */
function walk(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
  if (!step) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll("button")];
  const at = all.indexOf(document.activeElement as HTMLButtonElement);
  all[Math.min(all.length - 1, Math.max(0, at + step))]?.focus();
}

/** A small grid of those that people use at work. */
export function EmojiPicker({
  disabled,
  onPick,
}: {
  disabled: string | undefined;
  onPick: (emoji: string) => void;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Popover opened={open} onChange={setOpen} position="top-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <IconAction label={t("composer.emoji")} reason={disabled} onClick={() => setOpen(!open)}>
          <IconMoodSmile size={18} stroke={1.6} />
        </IconAction>
      </Popover.Target>
      <Popover.Dropdown p={8} aria-label={t("composer.emoji")}>
        <div className={classes.emojis} role="toolbar" aria-label={t("composer.emoji")} onKeyDown={walk}>
          {Object.entries(groups).map(([group, emojis]) => (
            <Group key={group} name={t(`emoji.${group as keyof typeof groups}`)} emojis={emojis.split(" ")}>
              {(emoji) => {
                setOpen(false);
                onPick(emoji);
              }}
            </Group>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

interface GroupProps {
  readonly name: string;
  readonly emojis: readonly string[];
  readonly children: (emoji: string) => void;
}

const Group = ({ name, emojis, children: pick }: GroupProps) => (
  <>
    <span className={classes.emojiGroup}>{name}</span>
    {emojis.map((emoji) => (
      <button key={emoji} type="button" className={classes.emoji} onClick={() => pick(emoji)}>
        {emoji}
      </button>
    ))}
  </>
);
