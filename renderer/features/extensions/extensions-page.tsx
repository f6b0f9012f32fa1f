import { Button, NumberInput, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk, useReadOnly } from "#renderer/platform/desk-context.tsx";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { refusalText } from "#renderer/platform/refusal-text.ts";
import { IconSearch } from "#renderer/ui/icons.ts";
import { Empty, ErrorNote } from "#renderer/ui/notes.tsx";
import { SetupColumn, SetupPage } from "#renderer/ui/setup-form.tsx";
import type { ExtensionOwner } from "#shared/contract/softphone.ts";
import { extensionDigits } from "#shared/domain/extensions/extensions.ts";
import { ExtensionRow } from "./extension-row.tsx";
import classes from "./extensions.module.css";

/** Setup > Extensions: the short numbers of people, groups and queues. */
export function ExtensionsPage() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.extensions.list.queryOptions(), staleTime: 0 });
  return (
    <SetupPage title={t("extensions.title")} hint={t("extensions.hint")} actions={<Generate />}>
      <SetupColumn>
        <div className={classes.column}>
          <Loaded query={query}>{(owners) => <Owners owners={owners as ExtensionOwner[]} />}</Loaded>
        </div>
      </SetupColumn>
    </SetupPage>
  );
}

/** Gives a number to all who have none. */
function Generate() {
  const { t } = useTranslation();
  const { api } = useDesk();
  const queries = useQueryClient();
  const readOnly = useReadOnly();
  const [digits, setDigits] = useState(3);
  const generate = useMutation({
    ...api.extensions.generate.mutationOptions(),
    onSuccess: ({ given }) =>
      notifications.show({
        color: "green",
        message: given === 0 ? t("extensions.allHave") : t("extensions.given", { count: given }),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: api.extensions.key() }),
  });
  return (
    <div className={classes.generate}>
      <ErrorNote text={generate.error ? refusalText(generate.error) : undefined} />
      <NumberInput
        aria-label={t("extensions.digits")}
        suffix={` ${t("extensions.digits")}`}
        w={130}
        min={extensionDigits.fewest}
        max={extensionDigits.most}
        allowDecimal={false}
        clampBehavior="strict"
        value={digits}
        onChange={(value) => setDigits(Number(value) || extensionDigits.fewest)}
      />
      <Button
        disabled={readOnly}
        loading={generate.isPending}
        onClick={() => generate.mutate({ kinds: ["user", "group", "queue"], digits })}
      >
        {t("extensions.generate")}
      </Button>
    </div>
  );
}

function Owners({ owners }: { owners: readonly ExtensionOwner[] }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const shown = owners.filter(
    ({ name, extension }) => name.toLowerCase().includes(wanted) || extension?.includes(wanted),
  );
  return (
    <>
      <TextInput
        aria-label={t("extensions.search")}
        placeholder={t("extensions.search")}
        leftSection={<IconSearch size={15} />}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      {shown.length === 0 ? <Empty title={t("extensions.nobody")} /> : null}
      <ul className={classes.list} aria-label={t("extensions.title")}>
        {shown.map((owner) => (
          <ExtensionRow key={`${owner.kind}${owner.id}${owner.extension}`} owner={owner} />
        ))}
      </ul>
    </>
  );
}
