import { NumberInput, Select, Switch } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useMe, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { languageName } from "#renderer/platform/i18n/language-name.ts";
import { TextsEditor } from "#renderer/platform/texts/texts-editor.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { SaveBar, SetupForm, SetupSection } from "#renderer/ui/setup-form.tsx";
import { useEdits } from "#renderer/ui/use-edits.ts";
import { type AutomaticMessage, maxAutomaticLength } from "#shared/contract/messages.ts";
import { waitingSeconds } from "#shared/domain/automatic-messages.ts";
import { type Language, languages as spoken } from "#shared/domain/languages.ts";
import { fillText, textValues } from "#shared/domain/shortcuts/index.ts";
import { type Texts, textIn } from "#shared/domain/texts.ts";
import classes from "./messages.module.css";
import { missingIn } from "./missing-texts.ts";

interface MessageFormProps {
  readonly message: AutomaticMessage;
  readonly languages: readonly Language[];
}

/** One automatic message: on or off, when, its texts, and how customers see it. */
export function MessageForm({ message, languages }: MessageFormProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const readOnly = useReadOnly();
  const { kind, channel, version, enabled, afterSeconds, texts } = message;
  const edits = useEdits<Pick<AutomaticMessage, "enabled" | "afterSeconds" | "texts">>({
    enabled,
    afterSeconds,
    texts,
  });
  const { value, set } = edits;
  const refresh = () => queries.invalidateQueries({ queryKey: api.messages.key() });
  const save = useMutation({
    ...api.messages.update.mutationOptions(),
    async onSuccess() {
      await refresh();
      edits.undo();
      notifications.show({ color: "green", message: t("setup.saved") });
    },
    onError: () => void refresh(),
  });
  const says = Object.values(value.texts).some((text) => text?.trim());
  const missing = missingIn(value.texts, languages);
  const empty = value.enabled && !says ? t("automatic.noText") : undefined;
  return (
    <SetupForm
      title={t(`automatic.kind_${kind}`)}
      bar={
        <SaveBar
          changes={edits.changed.map((field) => t(`automatic.${field}`))}
          busy={save.isPending}
          error={save.error ? problemText(problemOf(save.error)) : undefined}
          reason={readOnly ? t("errors.preview.read_only") : empty}
          onSave={() => save.mutate({ ...value, kind, channel, version })}
          onUndo={() => {
            save.reset();
            edits.undo();
          }}
        />
      }
    >
      <SetupSection title={t(`automatic.channel_${channel}`)} hint={t(`automatic.about_${kind}`)}>
        <Switch
          label={t("automatic.enabled")}
          disabled={readOnly}
          checked={value.enabled}
          onChange={(event) => set("enabled", event.currentTarget.checked)}
        />
        {kind === "waiting" ? (
          <NumberInput
            label={t("automatic.afterSeconds")}
            disabled={readOnly}
            w={320}
            min={10}
            max={3_600}
            allowDecimal={false}
            clampBehavior="blur"
            value={value.afterSeconds ?? waitingSeconds}
            onChange={(seconds) => set("afterSeconds", Number(seconds) || waitingSeconds)}
          />
        ) : null}
      </SetupSection>
      {missing.length > 0 ? (
        <Notice>{t("automatic.missing", { languages: missing.map(languageName).join(", ") })}</Notice>
      ) : null}
      <TextsEditor
        title={t("automatic.texts")}
        max={maxAutomaticLength}
        texts={value.texts}
        {...(!readOnly && { onChange: (next: Texts) => set("texts", next) })}
      />
      {says ? <Preview texts={value.texts} languages={languages} /> : null}
    </SetupForm>
  );
}

/** How it stands in the widget, for a customer of each language. */
function Preview({ texts, languages }: { texts: Texts; languages: readonly Language[] }) {
  const { t } = useTranslation();
  const me = useMe();
  const [language, setLanguage] = useState<Language>(languages[0] ?? "en");
  const text = fillText(
    textIn(texts, language, languages) ?? "",
    textValues({
      customerName: t("automatic.sample"),
      agentName: me.name,
      queueName: me.queues[0]?.name ?? null,
      workspaceName: me.workspace.name,
    }),
  );
  return (
    <SetupSection
      title={t("automatic.preview")}
      actions={
        <Select
          aria-label={t("automatic.preview")}
          size="xs"
          w={190}
          allowDeselect={false}
          data={spoken.map((one) => ({ value: one, label: languageName(one) }))}
          value={language}
          onChange={(one) => setLanguage((one ?? "en") as Language)}
        />
      }
    >
      <div className={classes.chat}>
        <span className="quiet small">{me.workspace.name}</span>
        <p className={classes.bubble} dir="auto">
          {text}
        </p>
      </div>
    </SetupSection>
  );
}
