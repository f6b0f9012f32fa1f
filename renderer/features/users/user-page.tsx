import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { SetupColumn, SetupPage } from "#renderer/ui/setup-form.tsx";
import type { MoreOfUser } from "./user-form.tsx";
import { UserPanel } from "./user-panel.tsx";
import classes from "./users.module.css";

/** One person on a page of his own: `/setup/users/$userId`. */
export function UserPage({ more }: { more?: MoreOfUser }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { userId } = useParams({ from: "/setup/users/$userId" });
  const query = useQuery({ ...api.users.get.queryOptions({ input: { userId } }), staleTime: 0 });
  const back = (
    <Link className={classes.textLink} to="/setup/users">
      {t("users.allUsers")}
    </Link>
  );
  return (
    <SetupPage title={query.data?.name ?? t("users.one")} actions={back}>
      <SetupColumn>
        <UserPanel key={userId} userId={userId} more={more} />
      </SetupColumn>
    </SetupPage>
  );
}
