import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { shortMoment } from "#renderer/platform/i18n/times.ts";
import { Avatar } from "#renderer/ui/avatar.tsx";
import type { EarlierCustomer } from "#shared/contract/visits.ts";
import classes from "./proactive.module.css";
import type { Addressee } from "./write-first.tsx";

/** Customers of earlier conversations: on the web they read it when they come back. */
export function EarlierCustomers({ onWrite }: { onWrite: (to: Addressee) => void }) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const [search, setSearch] = useState("");
  const asked = useDeferredValue(search.trim());
  const query = useQuery({
    ...api.visits.earlier.queryOptions({ input: { search: asked } }),
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const customers = (query.data as EarlierCustomer[] | undefined) ?? [];
  return (
    <section className={classes.earlier} aria-label={t("proactive.earlier")}>
      <h3>{t("proactive.earlier")}</h3>
      <TextInput
        aria-label={t("proactive.search")}
        placeholder={t("proactive.search")}
        maxLength={120}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {query.data && customers.length === 0 ? (
        <p className={classes.quiet}>{t("proactive.noneEarlier")}</p>
      ) : null}
      <ul className={classes.rows}>
        {customers.map(({ customerId, name, email, lastAt, here }) => (
          <li key={customerId} className={classes.row}>
            <Avatar name={name} size={30} />
            <span className={classes.text}>
              <bdi className="one-line">{name}</bdi>
              <span className={`${classes.quiet} one-line`}>
                {[
                  ...(email ? [email] : []),
                  here ? t("proactive.here") : lastAt ? shortMoment(Date.parse(lastAt)) : "",
                ].join(" · ")}
              </span>
            </span>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => onWrite({ customerId, name, isHere: here })}
            >
              {t("proactive.write")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
