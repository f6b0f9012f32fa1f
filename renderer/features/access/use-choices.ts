import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** People whose name fits; the chosen one is always among them. Who sees nobody else asks about himself. */
export function usePeople(search: string, chosen: string | null): Choice[] {
  const { api, me } = useDesk();
  const maySee = useCan("users.view");
  const term = useSettled(search);
  const [names, setNames] = useState(() => new Map([[me.id as string, me.name]]));
  const isName = [...names.values()].includes(term);
  const found = useQuery(
    api.users.list.queryOptions({
      input: { ...(term && !isName ? { search: term } : {}), limit: 50 },
      enabled: maySee,
      placeholderData: keepPreviousData,
    }),
  );
  const one = useQuery(
    api.users.get.queryOptions({
      input: { userId: chosen ?? "" },
      enabled: maySee && chosen !== null && !names.has(chosen),
    }),
  );
  useEffect(() => {
    const learned = [...(found.data?.users ?? []), ...(one.data ? [one.data] : [])];
    if (learned.length > 0)
      setNames((now) => new Map([...now, ...learned.map(({ id, name }) => [id, name] as const)]));
  }, [found.data, one.data]);
  const ids = found.data?.users.map(({ id }) => id as string) ?? [me.id];
  const all = chosen && !ids.includes(chosen) ? [chosen, ...ids] : ids;
  return all.map((id) => ({ value: id, label: names.get(id) ?? "…" }));
}

/** Groups or queues by name. */
export function useThings(kind: "group" | "queue"): Choice[] {
  const { api } = useDesk();
  const seesGroups = useCan("groups.view");
  const seesQueues = useCan("queues.view");
  const groups = useQuery(api.groups.list.queryOptions({ enabled: kind === "group" && seesGroups }));
  const queues = useQuery(api.queues.list.queryOptions({ enabled: kind === "queue" && seesQueues }));
  const list = (kind === "group" ? groups.data : queues.data) ?? [];
  return list.map(({ id, name }) => ({ value: id, label: name }));
}

/** What was typed, once the typing has paused. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), 200);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
