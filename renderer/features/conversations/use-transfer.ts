import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { TransferTargets } from "#shared/contract/transfer.ts";
import { learnConversation } from "./use-conversations.ts";

export interface Target {
  readonly kind: "agent" | "group" | "queue";
  readonly id: string;
  readonly name: string;
}

export type Person = TransferTargets["people"][number];

/** Not there, or not to be disturbed: the server refuses it. */
export const isAway = ({ present, status }: Pick<Person, "present" | "status">) =>
  !present || (status !== "ready" && status !== "online");

/** He can be asked, but may not be able to take it at once. */
export const isBusy = (person: Person, medium: Conversation["medium"]) =>
  !isAway(person) && (person.wrappingUp || person.free[medium] === 0);

const toOf = ({ kind, id }: Target) => {
  if (kind === "agent") return { kind, userId: id as never };
  if (kind === "group") return { kind, groupId: id as never };
  return { kind, queueId: id as never };
};

/** Whom it can go to, what was chosen, and the command. */
export function useTransfer(conversation: Conversation, onDone: (name: string) => void) {
  const { api } = useDesk();
  const [search, setSearch] = useState("");
  const [target, setTarget] = useState<Target>();
  const [note, setNote] = useState("");
  const { id: conversationId, assignmentToken } = conversation;
  const targets = useQuery({
    ...api.conversations.targets.queryOptions({ input: { conversationId } }),
    staleTime: 0,
    // Who is there changes while one is looking.
    refetchInterval: 4_000,
  });
  const command = useMutation(api.conversations.transfer.mutationOptions());
  const matches = ({ name }: { name: string }) => name.toLowerCase().includes(search.trim().toLowerCase());
  const error = command.error ?? targets.error;

  function submit() {
    if (!target || command.isPending) return;
    command.mutateAsync({ conversationId, assignmentToken, to: toOf(target), note: note.trim() }).then(
      (next) => {
        learnConversation(next as Conversation);
        onDone(target.name);
      },
      () => {},
    );
  }

  const { data } = targets;
  return {
    medium: conversation.medium,
    rule: data?.rule,
    search,
    setSearch,
    target,
    setTarget,
    note,
    setNote,
    submit,
    busy: command.isPending,
    loading: targets.isPending,
    error: error ? problemText(problemOf(error)) : undefined,
    people: (data?.people ?? []).filter(matches),
    groups: (data?.groups ?? []).filter(matches),
    queues: (data?.queues ?? []).filter(matches),
  };
}

export type Transfer = ReturnType<typeof useTransfer>;
