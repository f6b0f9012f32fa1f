import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";

/** At most so often are the list's news asked for, ms. */
const pauseMs = 1_000;

/** Conversations that assistants have and one may see, kept current by the news of them. */
export function useWithAssistants() {
  const { api, news, me } = useDesk();
  const queries = useQueryClient();
  // On one's own conversations alone there are none of an assistant's.
  const sees = me.grants["conversation.view"] !== undefined && me.grants["conversation.view"].scope !== "own";
  const [chosen, choose] = useState<string | null>(null);
  const list = useQuery({
    ...api.conversations.list.queryOptions({ input: { view: "assistant", limit: 200 } }),
    enabled: sees,
    staleTime: 0,
  });
  const names = useQuery({ ...api.assistants.names.queryOptions(), enabled: sees, staleTime: 60_000 });
  useEffect(() => {
    if (!sees) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = news.on("conversation.changed", ({ assistant }) => {
      if (!assistant) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void queries.invalidateQueries({
          queryKey: api.conversations.list.key({ input: { view: "assistant", limit: 200 } }),
        });
      }, pauseMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [api, news, queries, sees]);
  const all = (list.data as Conversation[] | undefined) ?? [];
  return {
    assistants: names.data ?? [],
    chosen,
    choose,
    conversations: all.filter(({ assistant }) => chosen === null || assistant?.id === chosen),
    any: all.length > 0,
  };
}
