import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AboutThing, AskedCase } from "#renderer/platform/asked-case.ts";
import { fieldSays } from "#renderer/platform/i18n/rights/says.ts";
import { fieldsOf, isPermission } from "#shared/permissions/catalogue.ts";
import classes from "./access.module.css";
import { actionChoices } from "./action-choices.ts";
import { type Choice, usePeople, useThings } from "./use-choices.ts";

interface CaseFormProps {
  readonly asked: AskedCase;
  readonly onAsk: (asked: AskedCase) => void;
}

const kinds = ["user", "group", "queue", "conversation"] as const;

/** Who, what, and on which thing. */
export function CaseForm({ asked, onAsk }: CaseFormProps) {
  const { t } = useTranslation();
  const fields = asked.permission ? fieldsOf(asked.permission) : [];
  return (
    <div className={classes.form}>
      <PersonSelect
        label={t("access.person")}
        value={asked.user ?? null}
        onChoose={(user) => onAsk({ ...asked, user })}
      />
      <Select
        label={t("access.action")}
        searchable
        data={actionChoices()}
        value={asked.permission ?? null}
        onChange={(value) => {
          const { permission: _, field: __, ...rest } = asked;
          onAsk(value && isPermission(value) ? { ...rest, permission: value } : rest);
        }}
      />
      <ThingSelect
        key={asked.thing?.kind ?? "any"}
        thing={asked.thing}
        onChoose={(thing) => {
          const { thing: _, ...rest } = asked;
          onAsk(thing ? { ...rest, thing } : rest);
        }}
      />
      {fields.length > 0 ? (
        <Select
          label={t("access.part")}
          clearable
          placeholder={t("access.anyPart")}
          data={fields.map((field) => ({ value: field, label: fieldSays(field) }))}
          value={asked.field ?? null}
          onChange={(field) => {
            const { field: _, ...rest } = asked;
            onAsk(field ? { ...rest, field } : rest);
          }}
        />
      ) : null}
    </div>
  );
}

interface PersonSelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChoose: (id: string) => void;
}

function PersonSelect({ label, value, onChoose }: PersonSelectProps) {
  const [search, setSearch] = useState("");
  const choices = usePeople(search, value);
  return (
    <Select
      label={label}
      searchable
      allowDeselect={false}
      data={choices}
      // The server has searched; what it found is all shown.
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      value={value}
      onChange={(id) => id && onChoose(id)}
    />
  );
}

interface ThingSelectProps {
  readonly thing: AboutThing | undefined;
  readonly onChoose: (thing: AboutThing | undefined) => void;
}

function ThingSelect({ thing, onChoose }: ThingSelectProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<AboutThing["kind"] | "">(thing?.kind ?? "");
  const choose = (id: string | null) => (id && kind ? onChoose({ kind, id }) : onChoose(undefined));
  return (
    <>
      <Select
        label={t("access.on")}
        allowDeselect={false}
        data={[
          { value: "", label: t("access.anything") },
          ...kinds.map((one) => ({ value: one, label: t(`access.kind_${one}`) })),
        ]}
        value={kind}
        onChange={(next) => {
          const chosen = (next ?? "") as AboutThing["kind"] | "";
          setKind(chosen);
          if (chosen === "" && thing) onChoose(undefined);
        }}
      />
      {kind === "user" ? (
        <PersonSelect
          label={t("access.thing")}
          value={thing?.kind === "user" ? thing.id : null}
          onChoose={choose}
        />
      ) : null}
      {kind === "group" || kind === "queue" ? (
        <ThingOf kind={kind} value={thing?.kind === kind ? thing.id : null} onChoose={choose} />
      ) : null}
      {kind === "conversation" ? (
        <TextInput
          label={t("access.conversationId")}
          defaultValue={thing?.kind === "conversation" ? thing.id : ""}
          onBlur={(event) => choose(idIn(event.currentTarget.value))}
        />
      ) : null}
    </>
  );
}

interface ThingOfProps {
  readonly kind: "group" | "queue";
  readonly value: string | null;
  readonly onChoose: (id: string | null) => void;
}

function ThingOf({ kind, value, onChoose }: ThingOfProps) {
  const { t } = useTranslation();
  const choices: readonly Choice[] = useThings(kind);
  return (
    <Select label={t("access.thing")} searchable data={[...choices]} value={value} onChange={onChoose} />
  );
}

/** The id in whatever was pasted: the id itself, or an address that ends with it. */
const idIn = (text: string): string | null =>
  /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(text)?.[0]?.toLowerCase() ?? null;
