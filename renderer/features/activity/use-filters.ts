import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";

export type Day = string | null;

export interface Filters {
  readonly search: string;
  readonly actions: readonly string[];
  readonly days: readonly [Day, Day];
}

const none: Filters = { search: "", actions: [], days: [null, null] };

/** The moment at which a day begins on the person's clock, `later` days on. */
function startOf(day: string, later = 0): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

/** What the server is asked for; the last day counts to its end. */
export const askedOf = ({ search, actions, days: [from, to] }: Filters) => ({
  ...(search.trim() ? { search: search.trim() } : {}),
  ...(actions.length > 0 ? { actions: [...actions] } : {}),
  ...(from ? { from: startOf(from) } : {}),
  ...(to ? { to: startOf(to, 1) } : {}),
});

/** The filters of the log; typing waits a moment before it asks. */
export function useFilters() {
  const [filters, setFilters] = useState(none);
  const [search] = useDebouncedValue(filters.search, 300);
  return {
    filters,
    asked: askedOf({ ...filters, search }),
    isFiltered: JSON.stringify(askedOf(filters)) !== "{}",
    set: (more: Partial<Filters>) => setFilters((now) => ({ ...now, ...more })),
    clear: () => setFilters(none),
  };
}
