import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import { createPreference } from "#renderer/platform/preferences.ts";
import type { Sort } from "#renderer/ui/data-table.tsx";
import type { UserState, UserSummary } from "#shared/contract/users.ts";

/** What the list is narrowed to; empty lists narrow nothing. */
export interface UserFilter {
  readonly search: string;
  readonly states: readonly UserState[];
  readonly roles: readonly string[];
  readonly groupIds: readonly string[];
  readonly queueIds: readonly string[];
  readonly skillIds: readonly string[];
}

const lists = ["states", "roles", "groupIds", "queueIds", "skillIds"] as const;

export const noFilter: UserFilter = {
  search: "",
  states: ["active", "invited", "blocked"],
  roles: [],
  groupIds: [],
  queueIds: [],
  skillIds: [],
};

/** The filter as the server wants it: without what narrows nothing. */
export function asked(filter: UserFilter) {
  const search = filter.search.trim().slice(0, 120);
  return {
    ...(search ? { search } : {}),
    ...Object.fromEntries(lists.flatMap((name) => (filter[name].length > 0 ? [[name, filter[name]]] : []))),
  };
}

/** How the list looks on this device. */
interface View {
  readonly hidden: readonly string[];
  readonly sort: Sort;
  readonly limit: number;
}

const isView = (value: unknown): value is View => {
  const { hidden, sort, limit } = (value ?? {}) as Partial<View>;
  return Array.isArray(hidden) && typeof sort?.column === "string" && typeof limit === "number";
};
const view = createPreference<View>(
  "users.view",
  {
    hidden: ["queues", "skills", "maxConversations", "secondFactor", "language", "timeZone", "createdAt"],
    sort: { column: "name", descending: false },
    limit: 50,
  },
  isView,
);

const none: never[] = [];

/** The list of people: filter, order, page and choice, and what the server answers to them. */
export function useUsers() {
  const { api } = useDesk();
  const [filter, setFilter] = useState(noFilter);
  const [offset, setOffset] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const { hidden, sort, limit } = useObservable(view);
  const [settled] = useDebouncedValue(filter, 200);
  const query = useQuery({
    ...api.users.list.queryOptions({
      input: {
        ...asked(settled),
        sort: sort.column as "name",
        descending: sort.descending,
        limit,
        offset,
      },
    }),
    placeholderData: keepPreviousData,
  });
  return {
    filter,
    hidden,
    sort,
    limit,
    offset,
    selected,
    users: (query.data?.users as UserSummary[] | undefined) ?? none,
    total: query.data?.total ?? 0,
    loading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    isNarrowed: filter !== noFilter,
    setFilter(next: UserFilter) {
      setFilter(next);
      setOffset(0);
    },
    setSelected,
    setPage(nextOffset: number, nextLimit: number) {
      setOffset(nextOffset);
      view.set({ hidden, sort, limit: nextLimit });
    },
    setSort(next: Sort) {
      setOffset(0);
      view.set({ hidden, sort: next, limit });
    },
    setHidden: (next: readonly string[]) => view.set({ hidden: next, sort, limit }),
  };
}

export type Users = ReturnType<typeof useUsers>;
