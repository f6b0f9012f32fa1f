import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AskedCase } from "#renderer/platform/asked-case.ts";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { grantSentences } from "#renderer/platform/i18n/rights/grant-says.ts";
import { permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import { stepSays } from "#renderer/platform/i18n/rights/steps.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { IconBan, IconCheck, IconCircleCheck, IconUserQuestion, IconX } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupBones } from "#renderer/ui/setup-form.tsx";
import type { Explanation } from "#shared/contract/roles.ts";
import type { Grant } from "#shared/permissions/catalogue.ts";
import classes from "./access.module.css";

/** The server's explanation of the case: the verdict, how it came about, and who could change it. */
export function Answer({ asked }: { asked: AskedCase }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const { user, permission, thing, field } = asked;
  const name = useName(user);
  const query = useQuery(
    api.access.explain.queryOptions({
      input: {
        userId: user ?? "",
        permission: permission ?? "help.view",
        ...(thing ? { thing } : {}),
        ...(field ? { field } : {}),
      },
      enabled: user !== undefined && permission !== undefined,
      staleTime: 0,
    }),
  );
  if (!user || !permission)
    return (
      <Empty
        icon={<IconUserQuestion size={30} stroke={1.4} aria-hidden />}
        title={t("access.choose")}
        hint={t("access.chooseHint")}
      />
    );
  if (query.error)
    return (
      <ErrorNote
        text={problemText(problemOf(query.error))}
        retry={{ label: t("app.retry"), run: () => void query.refetch() }}
      />
    );
  if (!query.data) return <SetupBones />;
  return <Verdict answer={query.data as Explanation} name={name} />;
}

function useName(user: string | undefined): string {
  const { api, me } = useDesk();
  const query = useQuery(
    api.users.get.queryOptions({
      input: { userId: user ?? "" },
      enabled: user !== undefined && user !== me.id,
    }),
  );
  return user === me.id ? me.name : (query.data?.name ?? "…");
}

function Verdict({ answer, name }: { answer: Explanation; name: string }) {
  const { t } = useTranslation();
  const { allowed, because } = answer;
  const grant = answer.grant as Grant | null;
  const sentences = grant ? grantSentences(t, grant) : [];
  return (
    <div className={classes.answer} role="status">
      <div className={classes.verdict} data-allowed={allowed}>
        {allowed ? <IconCircleCheck size={22} aria-hidden /> : <IconBan size={22} aria-hidden />}
        <div>
          <h2>{t(allowed ? "access.allowed" : "access.denied", { name })}</h2>
          <span>{permissionSays(answer.permission)}</span>
          {because ? <p className={classes.because}>{t(`access.because_${because}`)}</p> : null}
        </div>
      </div>
      <Part title={t("access.steps")}>
        <ol className={classes.steps}>
          {answer.steps.map((one) => (
            <li key={one.text} data-holds={one.holds}>
              {one.holds ? (
                <IconCheck size={15} aria-label={t("access.holds")} role="img" />
              ) : (
                <IconX size={15} aria-label={t("access.fails")} role="img" />
              )}
              <span>{stepSays(one)}</span>
            </li>
          ))}
        </ol>
      </Part>
      <div className={classes.parts}>
        <Part title={t("access.role")}>{roleLabel(t, answer.role)}</Part>
        <Part title={t("access.grant")}>
          <Lines lines={sentences} none={t("access.noGrant")} />
        </Part>
        <Part title={t("access.grantedBy")}>
          <Lines lines={answer.grantedBy.map((role) => roleLabel(t, role))} none={t("access.nobody")} />
        </Part>
        <Part title={t("access.whoCanGrant")}>
          <Lines
            lines={answer.whoCanGrant.map((one) => `${one.name} (${one.roleName})`)}
            none={t("access.nobody")}
          />
        </Part>
      </div>
    </div>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.part}>
    <h3>{title}</h3>
    {children}
  </section>
);

const Lines = ({ lines, none }: { lines: readonly string[]; none: string }) =>
  lines.length === 0 ? (
    <span className="quiet">{none}</span>
  ) : (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
