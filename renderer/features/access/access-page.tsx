import { useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { type AskedCase, readCase, writeCase } from "#renderer/platform/asked-case.ts";
import { SetupPage } from "#renderer/ui/setup-form.tsx";
import classes from "./access.module.css";
import { Answer } from "./answer.tsx";
import { CaseForm } from "./case-form.tsx";

/** Choose a person, an action and a thing: see the rule, the reach, and who could grant it. The address holds the case. */
export function AccessPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ strict: false });
  const asked = readCase(search.case);
  const ask = (next: AskedCase) =>
    void navigate({ to: "/setup/access", search: { case: writeCase(next) }, replace: true });
  return (
    <SetupPage title={t("access.title")} hint={t("access.hint")}>
      <div className={classes.body}>
        <CaseForm asked={asked} onAsk={ask} />
        <Answer asked={asked} />
      </div>
    </SetupPage>
  );
}
