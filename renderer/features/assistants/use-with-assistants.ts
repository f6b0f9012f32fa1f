import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { choiceAmong, chooseAssistant, useChosenAssistant } from "./chosen-assistant.ts";

/** At most so often are the list's news asked for, ms. */
const pauseMs = 1_000;

/** Whether one may see conversations of assistants: on one's own alone there are none. */
export function useSeesAssistants(): boolean {
  const { grants } = useMe();
  const view = grants["conversation.view"];
  return view !== undefined && view.scope !== "own";
}

/** Conversations that assistants have and one may see, kept current by the news of them. */
export function useWithAssistants() {
  const { api, news } = useDesk();
  const queries = useQueryClient();
  const sees = useSeesAssistants();
  const { workspace } = useMe();
  const choice = useChosenAssistant();
  const list = useQuery({
    ...api.conversations.list.queryOptions({ input: { view: "assistant", limit: 200 } }),
    enabled: sees,
    staleTime: 0,
  });
  const names = useQuery({ ...api.assistants.names.queryOptions(), enabled: sees, staleTime: 60_000 });
  // Chosen in the list, or in the rail, which knows them from another source.
  const known = names.data && [...names.data, ...workspace.assistants].map(({ id }) => id as string);
  const chosen = choiceAmong(choice, known);
  useEffect(() => {
    if (chosen !== choice) chooseAssistant(chosen);
  }, [chosen, choice]);
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
    conversations: all.filter(({ assistant }) => chosen === null || assistant?.id === chosen),
    any: all.length > 0,
  };
}
