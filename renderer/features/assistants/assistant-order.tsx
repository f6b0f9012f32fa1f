import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconArrowDown, IconArrowUp } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Assistant } from "#shared/contract/assistants.ts";

interface AssistantOrderProps {
  readonly all: readonly Assistant[];
  readonly assistant: Assistant;
}

/** Moves an assistant in the list, saved at once: of several that serve a queue, the first answers. */
export function AssistantOrder({ all, assistant }: AssistantOrderProps) {
  const { t } = useTranslation();
  const { api, refreshMe } = useDesk();
  const queries = useQueryClient();
  const sort = useMutation({
    ...api.assistants.sort.mutationOptions(),
    async onSettled() {
      await queries.invalidateQueries({ queryKey: api.assistants.key() });
      await refreshMe();
    },
  });
  const { id, name } = assistant;
  const place = all.findIndex((one) => one.id === id);
  const last = all.length - 1;
  if (last < 1) return null;
  const move = (step: -1 | 1) => {
    const to = place + step;
    if (sort.isPending || to < 0 || to > last) return;
    const order = all.map((one) => one.id);
    order.splice(place, 1);
    order.splice(to, 0, id);
    sort.mutate({ assistantIds: order });
  };
  // At an end the button stays, so that whoever moves by keyboard keeps his place.
  return (
    <>
      <ErrorNote text={sort.error ? problemText(problemOf(sort.error)) : undefined} />
      <span className="hidden-text" role="status">
        {sort.isSuccess ? t("assistants.moved", { name, place: place + 1, count: all.length }) : ""}
      </span>
      <IconAction
        label={t("assistants.up", { name })}
        reason={place === 0 ? t("assistants.first") : undefined}
        onClick={() => move(-1)}
      >
        <IconArrowUp size={16} stroke={1.7} />
      </IconAction>
      <IconAction
        label={t("assistants.down", { name })}
        reason={place === last ? t("assistants.last") : undefined}
        onClick={() => move(1)}
      >
        <IconArrowDown size={16} stroke={1.7} />
      </IconAction>
    </>
  );
}
