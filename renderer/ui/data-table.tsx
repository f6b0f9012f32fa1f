import "./setup-parts.css";
import { Checkbox } from "@mantine/core";
import {
  columnVisibilityFeature,
  createSortedRowModel,
  type RowSelectionState,
  rowSelectionFeature,
  rowSortingFeature,
  type SortingState,
  sortFn_alphanumeric,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { DataTableProps } from "./data-column.ts";
import classes from "./data-table.module.css";
import { TableBody } from "./data-table-body.tsx";
import { IconSelector, IconSortAscending, IconSortDescending } from "./icons.ts";

export type { DataColumn, Sort } from "./data-column.ts";

const features = tableFeatures({
  columnVisibilityFeature,
  rowSelectionFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
});

const noRows: never[] = [];

/**
 * A table on TanStack Table: sticky header, sorting, choice of rows and columns; long ones draw only what is in sight.
 * The page owns what is chosen, sorted and hidden, so that it can keep it.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowId, sort, onSort, hidden = noRows, selected, onSelect } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const definitions = useMemo(
    () =>
      columns.map((column) => ({
        id: column.id,
        accessorFn: (row: Row) => column.value?.(row) ?? "",
        enableSorting: column.canSort ?? column.value !== undefined,
        sortFn: sortFn_alphanumeric,
        enableHiding: !column.always,
      })),
    [columns],
  );
  const state = {
    columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])),
    rowSelection: Object.fromEntries([...(selected ?? noRows)].map((id) => [id, true])) as RowSelectionState,
    ...(sort ? { sorting: [{ id: sort.column, desc: sort.descending }] as SortingState } : {}),
  };
  const table = useTable({
    features,
    columns: definitions as never,
    data: rows as Row[] as never[],
    getRowId: rowId as never,
    manualSorting: onSort !== undefined,
    enableSortingRemoval: false,
    enableRowSelection: selected !== undefined,
    state,
    onRowSelectionChange: (update) => {
      const next = typeof update === "function" ? update(state.rowSelection) : update;
      onSelect?.(new Set(Object.keys(next).filter((id) => next[id])));
    },
    ...(onSort
      ? {
          onSortingChange: (update: SortingState | ((now: SortingState) => SortingState)) => {
            const [next] = typeof update === "function" ? update(state.sorting ?? []) : update;
            if (next) onSort({ column: next.id, descending: next.desc });
          },
        }
      : {}),
  });
  const shown = columns.filter(({ id }) => !hidden.includes(id));
  const sorted = table.getRowModel().rows;
  const chosen = sorted.filter((row) => row.getIsSelected()).length;
  return (
    <div className={classes.frame} ref={scroll}>
      <table
        className={classes.table}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-busy={props.loading}
      >
        <colgroup>
          {selected ? <col style={{ width: 40 }} /> : null}
          {shown.map(({ id, width }) => (
            <col key={id} style={width ? { width } : {}} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {selected ? (
              <SelectAll
                checked={sorted.length > 0 && chosen === sorted.length}
                some={chosen > 0 && chosen < sorted.length}
                onChange={(on) => table.toggleAllRowsSelected(on)}
              />
            ) : null}
            {shown.map((column) => {
              const known = table.getColumn(column.id);
              return (
                <HeaderCell
                  key={column.id}
                  header={column.header}
                  end={column.align === "end"}
                  sorted={known?.getIsSorted() || undefined}
                  onSort={known?.getCanSort() ? () => known.toggleSorting() : undefined}
                />
              );
            })}
          </tr>
        </thead>
        <TableBody
          {...props}
          columns={shown}
          scroll={scroll}
          rows={sorted.map((row) => row.original as Row)}
          onSelectOne={(id, on) => {
            const next = new Set(selected);
            if (on) next.add(id);
            else next.delete(id);
            onSelect?.(next);
          }}
        />
      </table>
    </div>
  );
}

interface HeaderCellProps {
  readonly header: string;
  readonly end: boolean;
  readonly sorted: "asc" | "desc" | undefined;
  readonly onSort: (() => void) | undefined;
}

function HeaderCell({ header, end, sorted, onSort }: HeaderCellProps) {
  const { t } = useTranslation();
  const Icon = sorted === "asc" ? IconSortAscending : sorted === "desc" ? IconSortDescending : IconSelector;
  const order = sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : "none";
  return (
    <th scope="col" data-end={end || undefined} {...(onSort ? { "aria-sort": order } : {})}>
      {onSort ? (
        <button
          type="button"
          className={classes.sort}
          title={t("table.sortBy", { column: header })}
          data-sorted={sorted}
          onClick={onSort}
        >
          {header}
          <Icon size={14} aria-hidden />
        </button>
      ) : (
        header
      )}
    </th>
  );
}

interface SelectAllProps {
  readonly checked: boolean;
  readonly some: boolean;
  readonly onChange: (on: boolean) => void;
}

function SelectAll({ checked, some, onChange }: SelectAllProps) {
  const { t } = useTranslation();
  return (
    <th scope="col" className={classes.pick}>
      <Checkbox
        size="xs"
        aria-label={t("table.selectAll")}
        checked={checked}
        indeterminate={some}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </th>
  );
}
