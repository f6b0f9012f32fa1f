import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SetupColumn, SetupPage } from "#renderer/ui/setup-form.tsx";
import { UserPanel } from "./user-panel.tsx";

/** One person on a page of his own: `/setup/users/$userId`. */
export function UserPage({ userId }: { userId?: string }) {
  const { t } = useTranslation();
  const params = useParams({ strict: false }) as { userId?: string };
  const id = userId ?? params.userId ?? "";
  const back = <Link to={"/setup/users" as never}>{t("users.allUsers")}</Link>;
  return (
    <SetupPage title={t("users.one")} actions={back}>
      <SetupColumn>
        <UserPanel key={id} userId={id} />
      </SetupColumn>
    </SetupPage>
  );
}
