import { useQuery } from "@tanstack/react-query";
import { useCan, useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import type { Group } from "#shared/contract/groups.ts";
import type { Shortcut } from "#shared/contract/shortcuts.ts";
import type { Tag } from "#shared/contract/topics.ts";

/** The shortcuts that one sees. */
export function useShortcuts() {
  const { api } = useDesk();
  const query = useQuery({ ...api.shortcuts.list.queryOptions(), staleTime: 0 });
  return { query, all: (query.data as Shortcut[] | undefined) ?? [] };
}

/** What a shortcut may be limited to, and for whom one may make it. */
export function useChoices() {
  const { api } = useDesk();
  const mayGroups = useCan("groups.view");
  const manages = useCan("shortcuts.manage");
  const tags = useQuery(api.tags.list.queryOptions());
  const groups = useQuery({ ...api.groups.list.queryOptions(), enabled: mayGroups && manages });
  return {
    tags: (tags.data as Tag[] | undefined) ?? [],
    groups: (groups.data as Group[] | undefined) ?? [],
  };
}

/** Which shortcuts this person may make or change. */
export function useRights() {
  const me = useMe();
  // Whoever answers nobody has nothing to say for himself.
  const owns = [useCan("shortcuts.own"), useCan("conversation.reply")].every(Boolean);
  const manages = useCan("shortcuts.manage");
  const readOnly = me.viewedBy !== null;
  const everything = me.grants["shortcuts.manage"]?.scope === "all";
  return {
    own: owns && !readOnly,
    shared: manages && !readOnly,
    /** Those of everybody too, not only of one's groups. */
    workspace: manages && everything && !readOnly,
    may: (one: Shortcut) => {
      if (readOnly) return false;
      if (one.scope === "personal") return owns;
      if (!manages) return false;
      return everything || (one.group !== null && me.ledGroupIds.includes(one.group.id));
    },
  };
}
