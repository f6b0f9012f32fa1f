import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { SetupColumn, SetupPage } from "#renderer/ui/setup-form.tsx";
import { RulesForm } from "./rules-form.tsx";

/** Who may sign in, from where, with what, for how long; and the company's own identity provider. */
export function SecurityPage() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.security.get.queryOptions(), staleTime: 0 });
  return (
    <SetupPage title={t("house.security.title")} hint={t("house.security.hint")}>
      <SetupColumn>
        <Loaded query={query}>{(answer) => <RulesForm answer={answer} />}</Loaded>
      </SetupColumn>
    </SetupPage>
  );
}
