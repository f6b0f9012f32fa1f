import { Select, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconAction } from "#renderer/ui/action.tsx";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { IconSearch, IconX } from "#renderer/ui/icons.ts";
import { roleLabel } from "../i18n/role-label.ts";
import classes from "./people.module.css";
import { type Candidate, useCandidates } from "./use-choices.ts";

const longList = 12;
const mostDrawn = 200;

interface PeopleEditorProps<P extends Candidate> {
  /** What the list is: "Members". */
  readonly label: string;
  readonly people: readonly P[];
  /** Absent: the list can only be read. */
  readonly onChange?: ((people: readonly P[]) => void) | undefined;
  /** Makes an entry of a person who joins the list. */
  readonly join: (person: Candidate) => P;
  /** More about an entry, such as its priority. */
  readonly extra?: (person: P) => ReactNode;
  readonly empty: string;
}

/** A list of people that one adds to by name and takes from by a button. */
export function PeopleEditor<P extends Candidate>(props: PeopleEditorProps<P>) {
  const { label, people, onChange, join, extra, empty } = props;
  const { t } = useTranslation();
  const [filter, setFilter] = useState("");
  const text = filter.trim().toLocaleLowerCase();
  const matching = text ? people.filter(({ name }) => name.toLocaleLowerCase().includes(text)) : people;
  const remove = (id: string) => onChange?.(people.filter((one) => one.id !== id));
  return (
    <div className={classes.editor}>
      {onChange ? (
        <AddPerson
          label={t("people.add", { list: label })}
          without={people}
          onAdd={(one) => onChange([...people, join(one)])}
        />
      ) : null}
      {people.length > longList ? (
        <TextInput
          aria-label={t("people.filter", { list: label })}
          placeholder={t("people.filter", { list: label })}
          leftSection={<IconSearch size={15} aria-hidden />}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value)}
        />
      ) : null}
      {people.length === 0 ? <span className="quiet small">{empty}</span> : null}
      <ul className={classes.people} aria-label={label}>
        {matching.slice(0, mostDrawn).map((one) => (
          <li key={one.id} className={classes.person}>
            <Avatar name={one.name} size={24} />
            <span className={`${classes.name} one-line`}>{one.name}</span>
            <span className="quiet small one-line">
              {roleLabel(t, { key: one.role as never, name: one.roleName })}
            </span>
            {extra?.(one)}
            {onChange ? (
              <IconAction label={t("people.remove", { name: one.name })} onClick={() => remove(one.id)}>
                <IconX size={15} />
              </IconAction>
            ) : null}
          </li>
        ))}
      </ul>
      {matching.length > mostDrawn ? (
        <span className="quiet small">{t("people.more", { count: matching.length - mostDrawn })}</span>
      ) : null}
    </div>
  );
}

interface AddPersonProps {
  readonly label: string;
  readonly without: readonly { readonly id: string }[];
  readonly onAdd: (person: Candidate) => void;
}

/** Finds a person by name and adds him. */
function AddPerson({ label, without, onAdd }: AddPersonProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search, 200);
  const found = useCandidates(asked);
  const taken = new Set(without.map(({ id }) => id));
  const data = found
    .filter(({ id }) => !taken.has(id))
    .map((one) => ({
      value: one.id,
      label: `${one.name} · ${roleLabel(t, { key: one.role as never, name: one.roleName })}`,
    }));
  return (
    <Select
      aria-label={label}
      placeholder={label}
      searchable
      data={data}
      value={null}
      searchValue={search}
      onSearchChange={setSearch}
      // The server has searched already, by e-mail too.
      filter={({ options }) => options}
      nothingFoundMessage={t("people.nobody")}
      maxDropdownHeight={260}
      onChange={(id) => {
        const person = found.find((one) => one.id === id);
        if (person) onAdd(person);
        setSearch("");
      }}
    />
  );
}
