import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { RoleName } from "#shared/contract/grants.ts";
import type { Group, QueueSettings, Skill } from "#shared/contract/groups.ts";
import type { UserSummary } from "#shared/contract/users.ts";
import { useCan, useDesk, useMe } from "../desk-context.tsx";

/** A thing to choose from a list. */
export interface Choice {
  readonly id: string;
  readonly name: string;
}

const kept = { staleTime: 30_000 } as const;
const none: never[] = [];

/** The workspace's roles by name. */
export function useRoles(): readonly RoleName[] {
  const { api } = useDesk();
  return (useQuery({ ...api.roles.names.queryOptions(), ...kept }).data as RoleName[] | undefined) ?? none;
}

/** Groups, queues and skills, as far as one may see them. */
export function useChoices() {
  const { api } = useDesk();
  const [seesGroups, seesQueues, seesSkills, seesDirectory] = [
    useCan("groups.view"),
    useCan("queues.view"),
    useCan("skills.view"),
    useCan("directory.view"),
  ];
  // Without a second factor that the role needs, the server answers none of these.
  const isOpen = !useMe().needsSecondFactor;
  const groups = useQuery({ ...api.groups.list.queryOptions(), ...kept, enabled: isOpen && seesGroups });
  const queues = useQuery({ ...api.queues.list.queryOptions(), ...kept, enabled: isOpen && seesQueues });
  const plain = useQuery({
    ...api.directory.queues.queryOptions(),
    ...kept,
    enabled: isOpen && !seesQueues && seesDirectory,
  });
  const skills = useQuery({ ...api.skills.list.queryOptions(), ...kept, enabled: isOpen && seesSkills });
  return {
    groups: (groups.data as Group[] | undefined) ?? (none as Choice[]),
    queues:
      (queues.data as QueueSettings[] | undefined)?.filter(({ archived }) => !archived) ??
      (plain.data as Choice[] | undefined) ??
      (none as Choice[]),
    skills: (skills.data as Skill[] | undefined) ?? (none as Choice[]),
  };
}

/** A person to choose. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly roleName: string;
}

/** People whose name or e-mail has the text, to choose from: of those whom one may see, or of the colleagues. */
export function useCandidates(search: string, enabled = true): readonly Candidate[] {
  const { api } = useDesk();
  const seesUsers = useCan("users.view");
  const seesDirectory = useCan("directory.view");
  const found = useQuery({
    ...api.users.list.queryOptions({
      input: { search: search.trim().slice(0, 120), states: ["active", "blocked"], limit: 50 },
    }),
    ...kept,
    placeholderData: keepPreviousData,
    enabled: enabled && seesUsers,
  });
  const colleagues = useQuery({
    ...api.directory.list.queryOptions(),
    ...kept,
    enabled: enabled && !seesUsers && seesDirectory,
  });
  const roles = useRoles();
  return useMemo(() => {
    const list = (found.data?.users as UserSummary[] | undefined) ?? undefined;
    if (list) return list;
    const text = search.trim().toLocaleLowerCase();
    return (colleagues.data ?? [])
      .filter(({ name }) => name.toLocaleLowerCase().includes(text))
      .map(({ id, name, role }) => ({
        id,
        name,
        role,
        roleName: roles.find(({ key }) => key === role)?.name ?? role,
      }));
  }, [found.data, colleagues.data, roles, search]);
}
