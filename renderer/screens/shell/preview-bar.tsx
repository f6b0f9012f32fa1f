import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { IconEye } from "#renderer/ui/icons.ts";
import classes from "./shell.module.css";

/** Above everything while somebody looks as another role: as whom, that nothing can be changed, and the way back. */
export function PreviewBar() {
  const { t } = useTranslation();
  const { me, api, refreshMe } = useDesk();
  const back = useMutation(
    api.roles.endViewAs.mutationOptions({
      onSuccess: () => refreshMe(),
      onError: (error) =>
        notifications.show({
          color: "red",
          title: t("preview.label"),
          message: t("preview.failed", { problem: problemText(problemOf(error)) }),
        }),
    }),
  );
  if (!me.viewedBy) return null;
  return (
    <section className={classes.preview} aria-label={t("preview.label")}>
      <IconEye size={17} stroke={1.8} aria-hidden />
      <span role="status" className="one-line">
        {t("preview.bar", { role: roleLabel(t, me.role) })}
      </span>
      <Button
        size="compact-sm"
        variant="white"
        c="var(--preview)"
        loading={back.isPending}
        onClick={() => back.mutate({})}
      >
        {t("preview.back", { role: roleLabel(t, me.viewedBy) })}
      </Button>
    </section>
  );
}
