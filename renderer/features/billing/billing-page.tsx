import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { ExportButton } from "#renderer/platform/export-button.tsx";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { BarChart } from "#renderer/ui/bar-chart.tsx";
import { Empty } from "#renderer/ui/notes.tsx";
import { SetupColumn, SetupForm, SetupPage, SetupSection } from "#renderer/ui/setup-form.tsx";
import classes from "./billing.module.css";

/** Seats by role and use by month; the Owner's alone where the scheme has one. */
export function BillingPage() {
  const { t } = useTranslation();
  const { api, client } = useDesk();
  const query = useQuery({ ...api.billing.summary.queryOptions(), staleTime: 0 });
  return (
    <SetupPage
      title={t("house.billing.title")}
      hint={t("house.billing.hint")}
      actions={<ExportButton label={t("house.billing.export")} ask={() => client.billing.exportCsv()} />}
    >
      <SetupColumn>
        <Loaded query={query}>
          {({ seats, total, usage }) => (
            <SetupForm>
              <Seats seats={seats} total={total} />
              <Usage usage={usage} />
            </SetupForm>
          )}
        </Loaded>
      </SetupColumn>
    </SetupPage>
  );
}

const figure = (value: number) => new Intl.NumberFormat(i18next.language).format(value);

interface Seat {
  readonly role: string;
  readonly roleName: string;
  readonly active: number;
  readonly blocked: number;
}

function Seats({ seats, total }: { seats: readonly Seat[]; total: number }) {
  const { t } = useTranslation();
  const blocked = seats.reduce((sum, seat) => sum + seat.blocked, 0);
  return (
    <SetupSection title={t("house.billing.seats")} hint={t("house.billing.seatsHint")}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("house.billing.role")}</th>
            <th scope="col">{t("house.billing.active")}</th>
            <th scope="col">{t("house.billing.blocked")}</th>
          </tr>
        </thead>
        <tbody>
          {seats.map(({ role, roleName, active, blocked: shut }) => (
            <tr key={role}>
              <th scope="row">{roleLabel(t, { key: role as never, name: roleName })}</th>
              <td>{figure(active)}</td>
              <td>{figure(shut)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("house.billing.total")}</th>
            <td>{figure(total)}</td>
            <td>{figure(blocked)}</td>
          </tr>
        </tfoot>
      </table>
    </SetupSection>
  );
}

interface Month {
  readonly month: string;
  readonly conversations: number;
  readonly messages: number;
  readonly activePeople: number;
}

const measures = ["conversations", "messages", "activePeople"] as const;

/** A month's name; "2026-11" is taken as a day in the middle of it, so that no time zone moves it. */
const monthName = (month: string, style: "short" | "long") =>
  new Intl.DateTimeFormat(i18next.language, {
    month: style,
    year: style === "long" ? "numeric" : "2-digit",
  }).format(new Date(`${month}-15T12:00:00`));

/** The months since the first use, but no fewer than half a year. */
function begun(months: readonly Month[]): readonly Month[] {
  const first = months.findIndex((one) => measures.some((name) => one[name] > 0));
  return first < 0 ? [] : months.slice(Math.min(first, Math.max(0, months.length - 6)));
}

function Usage({ usage }: { usage: readonly Month[] }) {
  const { t } = useTranslation();
  const [measure, setMeasure] = useState<(typeof measures)[number]>("conversations");
  const months = begun([...usage].sort((one, other) => one.month.localeCompare(other.month)));
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) {
    return (
      <SetupSection title={t("house.billing.usage")}>
        <Empty title={t("house.billing.noUsage")} />
      </SetupSection>
    );
  }
  const label = t("house.billing.chart", {
    what: t(`house.billing.${measure}`),
    from: monthName(first.month, "long"),
    to: monthName(last.month, "long"),
  });
  const bars = months.slice(-12).map((one) => ({
    id: one.month,
    label: monthName(one.month, "short"),
    value: one[measure],
    shown: figure(one[measure]),
  }));
  return (
    <SetupSection
      title={t("house.billing.usage")}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={t("house.billing.show")}
          value={measure}
          data={measures.map((value) => ({ value, label: t(`house.billing.${value}`) }))}
          onChange={(value) => setMeasure(value as typeof measure)}
        />
      }
    >
      <BarChart label={label} bars={bars} />
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t("house.billing.month")}</th>
            {measures.map((one) => (
              <th scope="col" key={one}>
                {t(`house.billing.${one}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...months].reverse().map((one) => (
            <tr key={one.month}>
              <th scope="row">{monthName(one.month, "long")}</th>
              {measures.map((name) => (
                <td key={name}>{figure(one[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </SetupSection>
  );
}
