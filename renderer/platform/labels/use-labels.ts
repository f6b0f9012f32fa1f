import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Disposition, Tag, TopicSet } from "#shared/contract/topics.ts";
import type { WrapUpForm } from "#shared/contract/wrap-up.ts";
import { untouchedDisposition } from "#shared/domain/dispositions.ts";

/** Names change seldom; whoever changes them asks anew. */
const staleTime = 60_000;

/** Every tag of the workspace, by name. */
export function useTags(): readonly Tag[] {
  const { api } = useDesk();
  const { data } = useQuery({ ...api.tags.list.queryOptions(), staleTime });
  return (data as Tag[] | undefined) ?? [];
}

/** Every topic set, deleted ones too: past conversations are named by them. */
export function useTopicSets(): readonly TopicSet[] {
  const { api } = useDesk();
  const { data } = useQuery({ ...api.topics.list.queryOptions(), staleTime });
  return (data as TopicSet[] | undefined) ?? [];
}

/** What a contact may end with, in its order, and the name of every outcome there ever was. */
export function useDispositions() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.dispositions.list.queryOptions(), staleTime });
  const all = (query.data as Disposition[] | undefined) ?? [];
  return {
    query,
    choices: all.filter(({ archived }) => !archived),
    /** The first four are translated until somebody gives them a name of the house. */
    nameOf(key: string | null | undefined): string | null {
      if (!key) return null;
      const name = all.find((one) => one.key === key)?.name ?? null;
      const first = untouchedDisposition(key, name);
      return first ? t(`closing.${first}`) : (name ?? key);
    },
  };
}

/** What the queue asks for when this conversation has ended; nothing known until it is `wanted`. */
export function useWrapUpForm(conversationId: Conversation["id"], wanted = true) {
  const { api } = useDesk();
  const query = useQuery({
    ...api.wrapUp.form.queryOptions({ input: { conversationId } }),
    enabled: wanted,
    staleTime,
    retry: false,
  });
  return { form: query.data as WrapUpForm | undefined, isPending: wanted && query.isPending };
}
