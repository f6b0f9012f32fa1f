import { TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { IconSearch } from "#renderer/ui/icons.ts";
import { Bone, Delayed, Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { walkRows } from "#renderer/ui/walk-rows.ts";
import { type Contact, ContactRow, useContactList } from "./contact-row.tsx";
import classes from "./softphone.module.css";
import { useContacts } from "./use-softphone.ts";

const parts = [
  ["person", "people"],
  ["group", "groups"],
  ["queue", "queues"],
  ["customer", "customers"],
] as const;

interface ContactListProps {
  readonly reason: (contact: Contact) => string | undefined;
  readonly onCall: (contact: Contact) => void;
}

/** Everybody whom one can call, with presence; the search looks at names, extensions and numbers. */
export function ContactList({ reason, onCall }: ContactListProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, 150);
  const query = useContacts(asked);
  const contacts = useContactList(query.data);
  return (
    <div className={classes.part}>
      <TextInput
        aria-label={t("softphone.search")}
        placeholder={t("softphone.search")}
        leftSection={<IconSearch size={15} />}
        data-autofocus
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <ErrorNote text={query.error ? problemText(problemOf(query.error)) : undefined} />
      {query.isPending ? (
        <Delayed>
          <Bone width="100%" height={36} />
        </Delayed>
      ) : null}
      {query.data && contacts.length === 0 ? (
        <Empty
          title={t(search ? "softphone.noMatch" : "softphone.nobody")}
          hint={search ? undefined : t("softphone.nobodyHint")}
        />
      ) : null}
      <section className={classes.scroll} onKeyDown={walkRows} aria-label={t("softphone.tab.contacts")}>
        {parts.map(([kind, title]) => {
          const some = contacts.filter((one) => one.kind === kind);
          if (some.length === 0) return null;
          return (
            <section key={kind} aria-label={t(`softphone.${title}`)}>
              <h3 className={classes.heading}>{t(`softphone.${title}`)}</h3>
              {some.map((one) => (
                <ContactRow key={one.id} contact={one} reason={reason(one)} onCall={onCall} />
              ))}
            </section>
          );
        })}
      </section>
    </div>
  );
}
