import { TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { PartProps } from "./settings-parts.tsx";

/** The link to Agentbot; the virtual assistants themselves have a page of their own. */
export function AssistantsPart({ value, problems, set }: PartProps<"assistants">) {
  const { t } = useTranslation();
  const mayManage = useCan("assistants.manage");
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
      {mayManage ? <Link to="/setup/assistants">{t("house.general.toAssistants")}</Link> : null}
    </SetupSection>
  );
}
