import type { ReactNode } from "react";

/** A column as a page declares it. */
export interface DataColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Width in pixels; one column without takes the rest. */
  readonly width?: number;
  /** What it sorts by, when the table sorts by itself; absent: it cannot be sorted by (unless `canSort`). */
  readonly value?: (row: Row) => string | number;
  /** The server can sort by it (with `onSort`). */
  readonly canSort?: boolean;
  readonly align?: "end";
  /** Its cell opens the row; the first column should be the one. */
  readonly opens?: boolean;
  /** Cannot be hidden. */
  readonly always?: boolean;
}

/** By which column, and which way round. */
export interface Sort {
  readonly column: string;
  readonly descending: boolean;
}

export interface DataTableProps<Row> {
  /** The table's name for those who hear it. */
  readonly label: string;
  readonly columns: readonly DataColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowId: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  /** Opens a row: by click, or Enter on its first cell. */
  readonly onOpen?: (row: Row) => void;
  readonly openId?: string | undefined;
  /** With `onSort`, whoever brings the rows sorts them; without, the table does. */
  readonly sort?: Sort;
  readonly onSort?: (sort: Sort) => void;
  readonly hidden?: readonly string[];
  /** Ids of the chosen rows; absent: rows cannot be chosen. */
  readonly selected?: ReadonlySet<string>;
  readonly onSelect?: (ids: ReadonlySet<string>) => void;
  readonly loading?: boolean;
  /** Shown instead of rows when there are none: an `Empty` with a next step. */
  readonly empty: ReactNode;
}
