import { Popover } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconDialpad } from "#renderer/ui/icons.ts";
import classes from "./call-parts.module.css";

const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"];

/** Sends digits to the other end, by press or by typing them. */
export function Keypad({
  onDigit,
  reason,
}: {
  onDigit: (digit: string) => void;
  reason: string | undefined;
}) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState("");
  const press = (digit: string) => {
    onDigit(digit);
    setSent((before) => (before + digit).slice(-18));
  };
  const type = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys.includes(event.key)) return;
    event.preventDefault();
    press(event.key);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="top" withinPortal shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <IconAction
          label={t("calls.keypad")}
          reason={reason}
          pressed={open}
          size={34}
          onClick={() => setOpen(!open)}
        >
          <IconDialpad size={18} stroke={1.7} />
        </IconAction>
      </Popover.Target>
      <Popover.Dropdown>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: a keyboard beside the buttons, which do the same. */}
        <div className={classes.keypad} onKeyDown={type}>
          <output className={`${classes.sent} numbers`} aria-label={t("calls.sent")}>
            {sent || " "}
          </output>
          {keys.map((key) => (
            <button type="button" key={key} className={classes.key} onClick={() => press(key)}>
              {key}
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
