import "./setup-parts.css";
import { Button, Checkbox, Menu, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconAction } from "./action.tsx";
import classes from "./data-table.module.css";
import { IconChevronLeft, IconChevronRight, IconColumns3 } from "./icons.ts";
import { MenuCheck } from "./menu-check.tsx";

interface ColumnChoiceProps {
  readonly columns: readonly { readonly id: string; readonly header: string; readonly always?: boolean }[];
  readonly hidden: readonly string[];
  readonly onChange: (hidden: readonly string[]) => void;
}

/** Which columns a table shows. */
export function ColumnChoice({ columns, hidden, onChange }: ColumnChoiceProps) {
  const { t } = useTranslation();
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns3 size={15} aria-hidden />}>
          {t("table.columns")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {columns
          .filter(({ always }) => !always)
          .map(({ id, header }) => {
            const isShown = !hidden.includes(id);
            const toggle = () => onChange(isShown ? [...hidden, id] : hidden.filter((one) => one !== id));
            return (
              <MenuCheck
                key={id}
                on={isShown}
                mark={<Checkbox.Indicator size="xs" checked={isShown} />}
                onChange={toggle}
              >
                {header}
              </MenuCheck>
            );
          })}
      </Menu.Dropdown>
    </Menu>
  );
}

const sizes = ["25", "50", "100", "200"];

interface PagesProps {
  readonly offset: number;
  readonly limit: number;
  readonly total: number;
  readonly onChange: (offset: number, limit: number) => void;
}

/** "1–50 of 312" with the ways on and back. */
export function Pages({ offset, limit, total, onChange }: PagesProps) {
  const { t } = useTranslation();
  const to = Math.min(offset + limit, total);
  return (
    <div className={classes.pages}>
      <span className="quiet numbers" role="status">
        {t("table.range", { from: total === 0 ? 0 : offset + 1, to, total })}
      </span>
      <IconAction
        label={t("table.previous")}
        disabled={offset === 0}
        onClick={() => onChange(Math.max(0, offset - limit), limit)}
      >
        <IconChevronLeft size={17} />
      </IconAction>
      <IconAction
        label={t("table.next")}
        disabled={to >= total}
        onClick={() => onChange(offset + limit, limit)}
      >
        <IconChevronRight size={17} />
      </IconAction>
      <Select
        aria-label={t("table.perPage")}
        size="xs"
        w={78}
        allowDeselect={false}
        value={String(limit)}
        data={sizes}
        onChange={(value) => onChange(0, Number(value ?? limit))}
      />
    </div>
  );
}
