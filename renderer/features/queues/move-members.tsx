import { MultiSelect, Select } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import type { QueueSettings } from "#shared/contract/groups.ts";

interface MoveMembersProps {
  readonly queue: QueueSettings;
  readonly queues: readonly QueueSettings[];
  readonly onClose: () => void;
}

/** Moves people from this queue to another one. */
export function MoveMembers({ queue, queues, onClose }: MoveMembersProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const cache = useQueryClient();
  const others = queues.filter(({ id, archived }) => id !== queue.id && !archived);
  const [people, setPeople] = useState<string[]>([]);
  const [to, setTo] = useState<string | null>(others[0]?.id ?? null);
  const command = useMutation({
    ...api.queues.moveMembers.mutationOptions(),
    async onSuccess() {
      await cache.invalidateQueries({ queryKey: api.queues.key() });
      void cache.invalidateQueries({ queryKey: api.users.key() });
      notifications.show({ color: "green", message: t("queues.moved", { count: people.length }) });
      onClose();
    },
  });
  const target = others.find(({ id }) => id === to);
  return (
    <ConfirmName
      title={t("queues.moveTitle", { name: queue.name })}
      effects={[
        t("queues.moveEffect", { from: queue.name, to: target?.name ?? "…" }),
        t("queues.moveConversations"),
      ]}
      danger={false}
      action={t("queues.moveAction", { count: people.length })}
      busy={command.isPending}
      reason={people.length === 0 || !target ? t("queues.moveChoose") : undefined}
      error={command.error ? problemText(problemOf(command.error)) : undefined}
      onConfirm={() => to && command.mutate({ userIds: people, from: queue.id, to })}
      onClose={onClose}
    >
      <MultiSelect
        label={t("queues.movePeople")}
        searchable
        data-autofocus
        openOnFocus={false}
        comboboxProps={{ zIndex: 500 }}
        data={queue.members.map(({ id, name }) => ({ value: id, label: name }))}
        value={people}
        nothingFoundMessage={t("people.nothing")}
        onChange={setPeople}
      />
      <Select
        label={t("queues.moveTo")}
        comboboxProps={{ zIndex: 500 }}
        allowDeselect={false}
        data={others.map(({ id, name }) => ({ value: id, label: name }))}
        value={to}
        onChange={setTo}
      />
    </ConfirmName>
  );
}
