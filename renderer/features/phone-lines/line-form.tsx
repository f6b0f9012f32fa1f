import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { refusalText } from "#renderer/platform/refusal-text.ts";
import { Why } from "#renderer/platform/why.tsx";
import { Action } from "#renderer/ui/action.tsx";
import { ConfirmName } from "#renderer/ui/confirm-name.tsx";
import { IconTrash } from "#renderer/ui/icons.ts";
import { SaveBar, SetupForm } from "#renderer/ui/setup-form.tsx";
import type { PhoneLine } from "#shared/contract/phone-lines.ts";
import { ConnectionSection, GuardsSection, SoundSection } from "./line-sections.tsx";
import { LineState } from "./line-state.tsx";
import { type Choices, NumbersSection } from "./numbers-section.tsx";
import { useLineForm } from "./use-line-form.ts";

interface LineFormProps {
  /** Absent: a new one. */
  readonly line?: PhoneLine;
  readonly choices: Choices;
  readonly onSaved: (id: string) => void;
  readonly onGone: () => void;
}

/** A phone line: how the carrier is reached, our numbers, and what guards it. */
export function LineForm({ line, choices, onSaved, onGone }: LineFormProps) {
  const { t } = useTranslation();
  const form = useLineForm(line, onSaved);
  return (
    <SetupForm
      title={line ? line.name : t("phoneLines.new")}
      actions={line ? <DeleteLine line={line} onGone={onGone} /> : null}
      bar={
        <SaveBar
          changes={form.changes}
          busy={form.busy}
          error={form.error}
          reason={form.reason}
          onSave={form.save}
          onUndo={form.undo}
        />
      }
    >
      {line ? <LineState line={line} /> : null}
      <ConnectionSection form={form} line={line} />
      <NumbersSection form={form} choices={choices} />
      <GuardsSection form={form} />
      <SoundSection form={form} />
    </SetupForm>
  );
}

function DeleteLine({ line, onGone }: { readonly line: PhoneLine; readonly onGone: () => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const [asked, setAsked] = useState(false);
  const remove = useMutation({
    ...api.phoneLines.remove.mutationOptions(),
    async onSuccess() {
      onGone();
      await queries.invalidateQueries({ queryKey: api.phoneLines.key() });
    },
  });
  return (
    <>
      <Why permission="settings.general" field="dialing">
        <Action
          variant="default"
          leftSection={<IconTrash size={15} aria-hidden />}
          onClick={() => setAsked(true)}
        >
          {t("phoneLines.delete")}
        </Action>
      </Why>
      {asked ? (
        <ConfirmName
          title={t("phoneLines.deleteTitle", { name: line.name })}
          effects={[
            t("phoneLines.deleteEffect", { count: line.numbers.length }),
            t("phoneLines.deleteCalls"),
          ]}
          name={line.name}
          action={t("phoneLines.delete")}
          busy={remove.isPending}
          error={remove.error ? refusalText(remove.error) : undefined}
          onConfirm={() => remove.mutate({ lineId: line.id })}
          onClose={() => setAsked(false)}
        />
      ) : null}
    </>
  );
}
