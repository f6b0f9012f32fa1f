import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconAlertTriangle, IconCircleCheck, IconShieldCheck } from "#renderer/ui/icons.ts";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import classes from "./activity.module.css";

const mostShown = 8;

/** Lets the server read the whole log and check each entry's hash; what it found stands until the next check. */
export function ChainCheck() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const verify = useMutation(api.activity.verify.mutationOptions());
  const found = verify.data;
  return (
    <div className={classes.check}>
      <Button
        variant="default"
        loading={verify.isPending}
        leftSection={<IconShieldCheck size={15} aria-hidden />}
        onClick={() => verify.mutate(undefined as never)}
      >
        {t("house.activity.check")}
      </Button>
      <div className={classes.verdict} role="status">
        {verify.isPending ? <span className="quiet">{t("house.activity.checking")}</span> : null}
        {found?.ok && !verify.isPending ? (
          <>
            <span className={classes.intact}>
              <IconCircleCheck size={16} aria-hidden />
              {t("house.activity.intact", { count: found.entries })}
            </span>
            <span className="quiet small" title={t("house.activity.headHint")}>
              {t("house.activity.head", { seq: found.head.seq, hash: found.head.hash.slice(0, 16) })}
            </span>
          </>
        ) : null}
        {found && !found.ok && !verify.isPending ? (
          <>
            <span className={classes.broken}>
              <IconAlertTriangle size={16} aria-hidden />
              {t("house.activity.broken", { count: found.problems.length })}
            </span>
            <ul className={classes.problems}>
              {found.problems.slice(0, mostShown).map(({ seq, problem }) => (
                <li key={`${seq}-${problem}`}>{t(`house.activity.problem_${problem}`, { seq })}</li>
              ))}
              {found.problems.length > mostShown ? (
                <li>{t("house.activity.moreProblems", { n: found.problems.length - mostShown })}</li>
              ) : null}
            </ul>
          </>
        ) : null}
      </div>
      <ErrorNote text={verify.error ? problemText(problemOf(verify.error)) : undefined} />
    </div>
  );
}
