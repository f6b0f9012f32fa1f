import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./ui.module.css";

interface MenuCheckProps {
  readonly on: boolean;
  /** Shows whether it is on, before the label. */
  readonly mark: ReactNode;
  readonly disabled?: boolean;
  readonly onChange: () => void;
  readonly children: ReactNode;
}

/**
 * An entry of a menu that is on or off; the menu stays open. `Menu.Item` would not do: it says "menuitem" whatever
 * role it is given, and a screen reader then does not tell whether it is on.
 */
export const MenuCheck = ({ on, mark, disabled = false, onChange, children }: MenuCheckProps) => (
  <Menu.CheckboxItem
    checked={on}
    disabled={disabled}
    onChange={onChange}
    // The mark takes the place of Mantine's own sign.
    classNames={{ itemIndicator: classes.menuSign, itemLabel: classes.menuCheck }}
  >
    <span className={classes.menuMark}>{mark}</span>
    {children}
  </Menu.CheckboxItem>
);
