import { Button, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconPlus, IconTrash } from "#renderer/ui/icons.ts";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import classes from "./settings.module.css";
import type { PartProps } from "./settings-parts.tsx";

const most = 20;

/** The link to Agentbot and the virtual assistants. */
export function AssistantsPart({ value, problems, set }: PartProps<"assistants">) {
  const { t } = useTranslation();
  const { list } = value;
  const setList = (next: typeof list) => set("assistants", { ...value, list: next });
  const change = (index: number, more: Partial<(typeof list)[number]>) =>
    setList(list.map((one, at) => (at === index ? { ...one, ...more } : one)));
  return (
    <SetupSection title={t("house.general.assistants")} hint={t("house.general.assistantsHint")}>
      <TextInput
        label={t("house.general.agentbotUrl")}
        description={t("house.general.agentbotHint")}
        type="url"
        placeholder="https://"
        maxLength={500}
        value={value.agentbotUrl}
        error={problems["assistants.agentbotUrl"]}
        onChange={(event) => set("assistants", { ...value, agentbotUrl: event.currentTarget.value.trim() })}
      />
      {list.length === 0 ? <span className="quiet small">{t("house.general.noAssistants")}</span> : null}
      {list.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an assistant has no other name than the one being typed.
        <div className={classes.assistant} key={index}>
          <TextInput
            label={t("house.general.assistantName")}
            maxLength={80}
            value={one.name}
            error={problems[`assistants.list.${index}.name`]}
            onChange={(event) => change(index, { name: event.currentTarget.value })}
          />
          <TextInput
            label={t("house.general.assistantUrl")}
            type="url"
            placeholder="https://"
            maxLength={500}
            value={one.url}
            error={problems[`assistants.list.${index}.url`]}
            onChange={(event) => change(index, { url: event.currentTarget.value.trim() })}
          />
          <IconAction
            label={t("house.general.removeAssistant", { name: one.name || String(index + 1) })}
            className={classes.removeAssistant ?? ""}
            onClick={() => setList(list.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} stroke={1.7} />
          </IconAction>
        </div>
      ))}
      {list.length < most ? (
        <div>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={() => setList([...list, { name: "", url: "" }])}
          >
            {t("house.general.addAssistant")}
          </Button>
        </div>
      ) : null}
    </SetupSection>
  );
}
