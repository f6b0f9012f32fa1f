import "./setup-parts.css";
import { Button, Checkbox, Popover, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./data-table.module.css";
import { IconChevronDown } from "./icons.ts";

interface FilterMenuProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: string[]) => void;
}

const longList = 9;

/** Narrows a list by one thing: "Role · 2", with the choices below. */
export function FilterMenu({ label, options, chosen, onChange }: FilterMenuProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const text = search.trim().toLocaleLowerCase();
  const shown = options.filter((one) => one.label.toLocaleLowerCase().includes(text));
  return (
    <Popover position="bottom-start" shadow="md" trapFocus returnFocus onClose={() => setSearch("")}>
      <Popover.Target>
        <Button
          variant="default"
          data-narrowed={chosen.length > 0 || undefined}
          className={classes.filter}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {chosen.length > 0 ? `${label} · ${chosen.length}` : label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.filterList}>
        {options.length > longList ? (
          <TextInput
            size="xs"
            aria-label={label}
            placeholder={label}
            data-autofocus
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        ) : null}
        <Checkbox.Group aria-label={label} value={[...chosen]} onChange={onChange}>
          <div className={classes.filterOptions}>
            {shown.map(({ value, label: name }) => (
              <Checkbox key={value} size="xs" value={value} label={name} />
            ))}
          </div>
        </Checkbox.Group>
        {shown.length === 0 ? <span className="quiet small">{t("table.nothing")}</span> : null}
      </Popover.Dropdown>
    </Popover>
  );
}
