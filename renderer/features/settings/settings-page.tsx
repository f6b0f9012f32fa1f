import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { Empty } from "#renderer/ui/notes.tsx";
import { SaveBar, SetupColumn, SetupForm, SetupPage } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import type { GeneralSettings } from "#shared/contract/house.ts";
import { AssistantsPart } from "./assistants-part.tsx";
import { checkSettings, type SeenSettings } from "./checks.ts";
import { OwnershipCard } from "./ownership-card.tsx";
import { CallParts } from "./recording-part.tsx";
import {
  AwayPart,
  ContactPart,
  DialingPart,
  MonitorPart,
  NamePart,
  type PartProps,
  RoutingPart,
  VideoPart,
} from "./settings-parts.tsx";

/** General settings: the parts that one's role may change, and the ownership for whoever has it. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.settings.get.queryOptions(), staleTime: 0 });
  return (
    <SetupPage title={t("house.general.title")} hint={t("house.general.hint")}>
      <SetupColumn>
        <Loaded query={query}>{(data) => <Form answer={data} />}</Loaded>
      </SetupColumn>
    </SetupPage>
  );
}

interface Answer {
  readonly settings: SeenSettings;
  readonly editable: readonly string[];
  readonly version: string;
}

type PartName = keyof GeneralSettings;
type AnyPart = ComponentType<PartProps<PartName>>;

/** Each part of the settings, in the order of the page. */
const parts = {
  name: NamePart,
  contactDetails: ContactPart,
  callPermissions: CallParts,
  dialing: DialingPart,
  video: VideoPart,
  assistants: AssistantsPart,
  monitor: MonitorPart,
  away: AwayPart,
  routing: RoutingPart,
} as const;
const partNames = Object.keys(parts) as PartName[];

function Form({ answer }: { answer: Answer }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const mayTransfer = useCan("ownership.transfer");
  const readOnly = useReadOnly();
  const form = useEdits(answer.settings);
  const update = useMutation(api.settings.update.mutationOptions());
  const wrong = checkSettings(form.value);
  const problems = Object.fromEntries(
    Object.entries(wrong).map(([path, key]) => [path, t(`house.general.${key}`)]),
  );
  const { queryKey } = api.settings.get.queryOptions();
  const save = () =>
    update.mutate(
      { version: answer.version, changes: form.edits },
      {
        onSuccess(next) {
          queries.setQueryData(queryKey, next);
          form.undo();
          notifications.show({ message: t("house.general.saved"), autoClose: 2_500 });
        },
        onError(error) {
          // What somebody else has changed comes in below what was typed here.
          if (problemOf(error) === "record.stale") void queries.invalidateQueries({ queryKey });
        },
      },
    );
  const isWrong = Object.keys(wrong).length > 0;
  const reason = readOnly ? t("errors.preview.read_only") : isWrong ? t("house.general.fix") : undefined;
  const bar = (
    <SaveBar
      changes={form.changed.map((part) => t(`house.general.${part}`))}
      busy={update.isPending}
      error={update.error ? problemText(problemOf(update.error)) : undefined}
      reason={reason}
      onSave={save}
      onUndo={() => {
        update.reset();
        form.undo();
      }}
    />
  );
  const shown = partNames.filter((part) => answer.editable.includes(part) && form.value[part] !== undefined);
  return (
    <SetupForm bar={bar}>
      {shown.length === 0 && !mayTransfer ? <Empty title={t("house.general.nothing")} /> : null}
      {shown.map((part) => {
        const Part = parts[part] as AnyPart;
        return (
          <Part
            key={part}
            value={form.value[part] as GeneralSettings[PartName]}
            problems={problems}
            set={form.set as PartProps<PartName>["set"]}
          />
        );
      })}
      {mayTransfer ? <OwnershipCard /> : null}
    </SetupForm>
  );
}
