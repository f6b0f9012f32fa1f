import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones } from "#renderer/ui/setup-form.tsx";
import type { UserProfile } from "#shared/contract/users.ts";
import { type MoreOfUser, UserForm } from "./user-form.tsx";

interface UserPanelProps {
  readonly userId: string;
  /** Offers the page of its own, whose address can be passed on. */
  readonly withLink?: boolean;
  readonly more?: MoreOfUser | undefined;
}

/** A person's profile: fetched, then shown with what one may change of it. */
export function UserPanel({ userId, withLink = false, more }: UserPanelProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.users.get.queryOptions({ input: { userId } }), staleTime: 0 });
  if (query.isPending) return <SetupBones />;
  if (query.error && !query.data) {
    const code = problemOf(query.error);
    if (code === "user.not_found") return <Empty title={problemText(code)} hint={t("users.notFoundHint")} />;
    const retry = { label: t("app.retry"), run: () => void query.refetch() };
    return <ErrorNote text={problemText(code)} retry={retry} />;
  }
  return <UserForm user={query.data as UserProfile} withLink={withLink} more={more} />;
}
