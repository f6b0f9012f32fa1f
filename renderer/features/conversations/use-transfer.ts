import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDesk, useMe } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Colleague } from "#shared/contract/session.ts";
import { learnConversation } from "./use-conversations.ts";

export type Target =
  | { readonly kind: "agent"; readonly id: string; readonly name: string }
  | { readonly kind: "queue"; readonly id: string; readonly name: string };

/** Whether it could be handed to this colleague now. */
export const canGet = (colleague: Colleague) =>
  !isAway(colleague) && colleague.openConversations < colleague.maxConversations;

/** Not there, or not to be disturbed. */
export const isAway = ({ status }: Pick<Colleague, "status">) =>
  !status.present || status.status === "offline" || status.status === "dnd";

const toOf = (target: Target) =>
  target.kind === "agent"
    ? { kind: "agent" as const, userId: target.id as never }
    : { kind: "queue" as const, queueId: target.id as never };

/** Whom it can go to, what was chosen, and the command. */
export function useTransfer(conversation: Conversation, onDone: (name: string) => void) {
  const { api } = useDesk();
  const me = useMe();
  const [search, setSearch] = useState("");
  const [target, setTarget] = useState<Target>();
  const [note, setNote] = useState("");
  const fresh = { staleTime: 0, refetchInterval: 10_000 };
  const colleagues = useQuery({ ...api.directory.list.queryOptions(), ...fresh });
  const queues = useQuery({ ...api.directory.queues.queryOptions(), ...fresh });
  const command = useMutation(api.conversations.transfer.mutationOptions());
  const matches = ({ name }: { name: string }) => name.toLowerCase().includes(search.trim().toLowerCase());
  const loadError = colleagues.error ?? queues.error;
  const error = command.error ?? loadError;

  function submit() {
    if (!target || command.isPending) return;
    const { id: conversationId, assignmentToken } = conversation;
    command.mutateAsync({ conversationId, assignmentToken, to: toOf(target), note: note.trim() }).then(
      (next) => {
        learnConversation(next as Conversation);
        onDone(target.name);
      },
      () => {},
    );
  }

  return {
    search,
    setSearch,
    target,
    setTarget,
    note,
    setNote,
    submit,
    busy: command.isPending,
    loading: colleagues.isPending || queues.isPending,
    error: error ? problemText(problemOf(error)) : undefined,
    colleagues: (colleagues.data ?? [])
      .filter((one) => one.id !== me.id && one.receives && matches(one))
      .sort((a, b) => Number(isAway(a)) - Number(isAway(b)) || a.name.localeCompare(b.name)),
    queues: (queues.data ?? []).filter(matches),
  };
}

export type Transfer = ReturnType<typeof useTransfer>;
