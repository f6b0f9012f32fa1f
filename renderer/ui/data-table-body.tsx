import { Checkbox } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { MouseEvent, RefObject } from "react";
import { useTranslation } from "react-i18next";
import type { DataColumn, DataTableProps } from "./data-column.ts";
import classes from "./data-table.module.css";
import { Bone } from "./notes.tsx";
import { walkRows } from "./walk-rows.ts";

const rowHeight = 41;
/** Fewer rows than this are drawn whole, so that the browser's own search finds them. */
const longTable = 100;

interface TableBodyProps<Row> extends DataTableProps<Row> {
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly onSelectOne: (id: string, on: boolean) => void;
}

/** The rows: place holders while they load, the next step when there are none, and of many only those in sight. */
export function TableBody<Row>(props: TableBodyProps<Row>) {
  const { columns, rows, rowId, selected, loading, empty, scroll } = props;
  const width = columns.length + (selected ? 1 : 0);
  const isLong = rows.length > longTable;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    enabled: isLong,
  });
  if (rows.length === 0) {
    return (
      <tbody>
        {loading ? (
          <BoneRows width={width} />
        ) : (
          <tr>
            <td colSpan={width} className={classes.none}>
              {empty}
            </td>
          </tr>
        )}
      </tbody>
    );
  }
  const inSight = isLong ? virtual.getVirtualItems() : undefined;
  const first = inSight?.[0]?.index ?? 0;
  const last = inSight ? (inSight.at(-1)?.index ?? -1) : rows.length - 1;
  return (
    <tbody onKeyDown={walkRows}>
      <Gap rows={first} width={width} />
      {rows.slice(first, last + 1).map((row, index) => (
        <TableRow key={rowId(row)} {...props} row={row} place={first + index + 2} />
      ))}
      <Gap rows={rows.length - 1 - last} width={width} />
    </tbody>
  );
}

const Gap = ({ rows, width }: { rows: number; width: number }) =>
  rows > 0 ? (
    <tr>
      <td colSpan={width} style={{ height: rows * rowHeight, padding: 0, border: 0 }} />
    </tr>
  ) : null;

const BoneRows = ({ width }: { width: number }) =>
  Array.from({ length: 8 }, (_, row) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: place holders have no other name.
    <tr key={row} className={classes.boneRow}>
      <td colSpan={width}>
        <Bone width={`${70 - (row % 3) * 15}%`} height={12} />
      </td>
    </tr>
  ));

interface TableRowProps<Row> extends TableBodyProps<Row> {
  readonly row: Row;
  readonly place: number;
}

function TableRow<Row>({ row, place, ...props }: TableRowProps<Row>) {
  const { t } = useTranslation();
  const { columns, rowId, rowName, onOpen, openId, selected, onSelectOne } = props;
  const id = rowId(row);
  const isChosen = selected?.has(id) ?? false;
  // The pointer may hit the row anywhere; the keyboard has the button in its first cell.
  const click = (event: MouseEvent<HTMLElement>) => {
    if (!(event.target as Element).closest("button, a, input, label")) onOpen?.(row);
  };
  return (
    <tr
      aria-rowindex={place}
      data-open={id === openId || undefined}
      data-chosen={isChosen || undefined}
      data-clickable={onOpen ? true : undefined}
      onClick={click}
    >
      {selected ? (
        <td className={classes.pick}>
          <Checkbox
            size="xs"
            aria-label={t("table.select", { name: rowName(row) })}
            checked={isChosen}
            onChange={(event) => onSelectOne(id, event.currentTarget.checked)}
          />
        </td>
      ) : null}
      {columns.map((column) => (
        <td key={column.id} data-end={column.align === "end" || undefined}>
          <Cell column={column} row={row} onOpen={onOpen} />
        </td>
      ))}
    </tr>
  );
}

interface CellProps<Row> {
  readonly column: DataColumn<Row>;
  readonly row: Row;
  readonly onOpen: ((row: Row) => void) | undefined;
}

const Cell = <Row,>({ column, row, onOpen }: CellProps<Row>) =>
  column.opens && onOpen ? (
    <button type="button" className={classes.open} data-row onClick={() => onOpen(row)}>
      {column.cell(row)}
    </button>
  ) : (
    column.cell(row)
  );
