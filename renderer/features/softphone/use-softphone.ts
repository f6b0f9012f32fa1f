import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { useObservable } from "#renderer/platform/observable.ts";
import { createPreference } from "#renderer/platform/preferences.ts";
import type { CallerId } from "#shared/contract/phone.ts";
import type { Contacts, PastCall } from "#shared/contract/softphone.ts";

/** One's extension, and what one's softphone may. */
export function useOwn() {
  const { api } = useDesk();
  return useQuery({ ...api.softphone.own.queryOptions(), staleTime: 30_000 }).data;
}

/** Whom one can call, as they are now: who is there changes while one is looking. */
export function useContacts(search: string) {
  const { api } = useDesk();
  const query = useQuery({
    ...api.softphone.contacts.queryOptions({ input: { search } }),
    staleTime: 0,
    refetchInterval: 4_000,
    placeholderData: keepPreviousData,
  });
  return { ...query, data: query.data as Contacts | undefined };
}

/** The number of ours that was shown last, at this machine; empty: whichever comes first. */
const shownNumber = createPreference<string>("softphone.number", "", (value) => typeof value === "string");

/** Our numbers that one may show to whom one calls, and the chosen one. */
export function useCallerId(may: boolean) {
  const { api } = useDesk();
  const query = useQuery({ ...api.phone.callerIds.queryOptions(), enabled: may, staleTime: 30_000 });
  const all = may ? ((query.data as CallerId[] | undefined) ?? []) : [];
  const kept = useObservable(shownNumber);
  return {
    all,
    chosen: all.find(({ id }) => id === kept) ?? all[0],
    choose: shownNumber.set,
    /** None is there: nobody outside can be called. */
    hasNone: query.data !== undefined && all.length === 0,
  };
}

const perPage = 30;

/** One's own calls, page by page; they are asked for again when a call begins or ends. */
export function usePastCalls() {
  const { client, api } = useDesk();
  return useInfiniteQuery({
    queryKey: api.softphone.history.key(),
    queryFn: ({ pageParam }) => client.softphone.history({ limit: perPage, before: pageParam as never }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ calls, more }) => (more ? calls.at(-1)?.id : undefined),
    staleTime: 0,
    retry: false,
    refetchInterval: 10_000,
  });
}

/** Writes the note of a call. */
export function useNote(onSaved: () => void) {
  const { api } = useDesk();
  const queries = useQueryClient();
  return useMutation({
    ...api.softphone.note.mutationOptions(),
    async onSuccess(saved) {
      queries.setQueryData(api.softphone.noted.queryKey({ input: { callId: saved.id } }), saved);
      onSaved();
      await queries.invalidateQueries({ queryKey: api.softphone.history.key() });
    },
  });
}

/** Whom a past call was with, by name or number. */
export const othersOf = ({ parties }: PastCall): string =>
  parties
    .map(({ name, phone }) => name || phone || "")
    .filter(Boolean)
    .join(", ");
