import { Button } from "@mantine/core";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { permissionSays } from "#renderer/platform/i18n/rights/says.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { WhyLink } from "#renderer/platform/why.tsx";
import { IconLock, IconMapPinOff, IconShieldLock } from "#renderer/ui/icons.ts";
import { labelOf, landingOf, type Place, placeAt } from "#shared/permissions/places.ts";
import classes from "./refused.module.css";
import { rolesThatCouldOpen, rolesThatOpen } from "./who-could.ts";

/** What stands where a page would: why it is closed, who could change that, and where one can go instead. */
export function RefusedPage({ place }: { place: Place }) {
  const { t } = useTranslation();
  const me = useMe();
  const { scheme } = me.workspace;
  const names = (roles: ReturnType<typeof rolesThatOpen>) =>
    roles.map((role) => roleLabel(t, role)).join(", ");
  const openers = rolesThatOpen(scheme, place);
  if (me.needsSecondFactor) return <FactorNeeded />;
  return (
    <Sign
      icon={<IconLock size={30} stroke={1.5} aria-hidden />}
      title={t("refused.title", { place: t(`places.${labelOf(place, scheme)}`) })}
    >
      <p>
        {t(place.opens.length === 1 ? "refused.leadOne" : "refused.lead", { role: roleLabel(t, me.role) })}
      </p>
      <ul className={classes.needs}>
        {place.opens.map(({ permission, beyondOwn, field }) => (
          <li key={permission}>
            <span>
              {beyondOwn
                ? t(permission === "users.view" ? "refused.needsAll" : "refused.needsBeyond", {
                    says: permissionSays(permission),
                  })
                : permissionSays(permission)}
              {field ? `: ${t(`places.${labelOf(place, scheme)}`)}` : ""}
            </span>
            <WhyLink permission={permission} {...(field && { field })} />
          </li>
        ))}
      </ul>
      <h2>{t("refused.who")}</h2>
      <p>
        {openers.length > 0 ? t("refused.has", { roles: names(openers) }) : t("refused.whoNobody")}{" "}
        {t("refused.whoRoles", { roles: names(rolesThatCouldOpen(scheme, place)) })}
      </p>
      <GoOn />
    </Sign>
  );
}

/** An address that leads nowhere. */
export function MissingPage() {
  const { t } = useTranslation();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  return (
    <Sign icon={<IconMapPinOff size={30} stroke={1.5} aria-hidden />} title={t("refused.missingTitle")}>
      <p>{t("refused.missing", { path: path.slice(0, 80) })}</p>
      <GoOn />
    </Sign>
  );
}

function FactorNeeded() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Sign icon={<IconShieldLock size={30} stroke={1.5} aria-hidden />} title={t("refused.factorTitle")}>
      <p>{t("refused.factor")}</p>
      <Button onClick={() => void navigate({ to: "/profile" })}>{t("refused.factorGo")}</Button>
    </Sign>
  );
}

function GoOn() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const me = useMe();
  const path = landingOf(me);
  const place = placeAt(path);
  if (!place) return null;
  return (
    <Button variant="default" onClick={() => void navigate({ to: path as "/workspace" })}>
      {t("refused.go", { place: t(`places.${labelOf(place, me.workspace.scheme)}`) })}
    </Button>
  );
}

const Sign = ({ icon, title, children }: { icon: ReactNode; title: string; children: ReactNode }) => (
  <main className={classes.page} id="main" tabIndex={-1}>
    <div className={classes.sign}>
      <span className={classes.icon}>{icon}</span>
      <h1>{title}</h1>
      {children}
    </div>
  </main>
);
