import { useTranslation } from "react-i18next";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconArchive, IconArchiveOff, IconArrowDown, IconArrowUp, IconPencil } from "#renderer/ui/icons.ts";
import { Kbd } from "#renderer/ui/kbd.tsx";
import classes from "./dispositions.module.css";

interface RowProps {
  readonly name: string;
  readonly archived: boolean;
  /** Where it stands; null: nowhere, it is archived. */
  readonly place: number | null;
  /** The place of the last one. */
  readonly last: number;
  readonly locked: boolean;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRename: () => void;
  readonly onArchive: () => void;
}

/** A disposition with the key that chooses it, and what can be done with it. */
export function DispositionRow(props: RowProps) {
  const { name, archived, place, locked } = props;
  const key = place !== null && place < 9 ? <Kbd keys={String(place + 1)} /> : null;
  return (
    <li className={classes.row} data-archived={archived || undefined}>
      <span className={classes.key}>{key}</span>
      <bdi className={classes.name}>{name}</bdi>
      {locked ? null : (
        <span className={classes.actions}>
          {place === null ? null : <Places {...props} place={place} />}
          <Standing {...props} />
        </span>
      )}
    </li>
  );
}

function Places({ name, place, last, onMove }: RowProps & { readonly place: number }) {
  const { t } = useTranslation();
  return (
    <>
      {place > 0 ? (
        <IconAction label={t("dispositionsSetup.up", { name })} onClick={() => onMove(-1)}>
          <IconArrowUp size={16} stroke={1.7} />
        </IconAction>
      ) : null}
      {place < last ? (
        <IconAction label={t("dispositionsSetup.down", { name })} onClick={() => onMove(1)}>
          <IconArrowDown size={16} stroke={1.7} />
        </IconAction>
      ) : null}
    </>
  );
}

function Standing({ name, archived, onRename, onArchive }: RowProps) {
  const { t } = useTranslation();
  if (archived)
    return (
      <IconAction label={t("dispositionsSetup.restore", { name })} onClick={onArchive}>
        <IconArchiveOff size={16} stroke={1.7} />
      </IconAction>
    );
  return (
    <>
      <IconAction label={t("dispositionsSetup.rename", { name })} onClick={onRename}>
        <IconPencil size={16} stroke={1.7} />
      </IconAction>
      <IconAction label={t("dispositionsSetup.archive", { name })} onClick={onArchive}>
        <IconArchive size={16} stroke={1.7} />
      </IconAction>
    </>
  );
}
