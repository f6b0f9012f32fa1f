import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCan } from "#renderer/platform/desk-context.tsx";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { type Choice, useChoices, useRoles } from "#renderer/platform/people/use-choices.ts";
import { Action } from "#renderer/ui/action.tsx";
import { FilterMenu } from "#renderer/ui/filter-menu.tsx";
import { IconSearch } from "#renderer/ui/icons.ts";
import { UserState } from "#shared/contract/users.ts";
import { noFilter, type Users } from "./use-users.ts";
import classes from "./users.module.css";

const options = (list: readonly Choice[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** Search, and what the list is narrowed to. */
export function UserFilters({ users }: { users: Users }) {
  const { t } = useTranslation();
  const { filter, setFilter } = users;
  const choices = useChoices();
  const seesGroups = useCan("groups.view");
  const seesSkills = useCan("skills.view");
  const roles = useRoles();
  const narrow = [
    {
      name: "states",
      label: t("people.state"),
      shown: true,
      data: UserState.options.map((state) => ({ value: state, label: t(`people.state_${state}`) })),
    },
    {
      name: "roles",
      label: t("people.role"),
      shown: true,
      data: roles.map((role) => ({ value: role.key, label: roleLabel(t, role) })),
    },
    { name: "groupIds", label: t("people.groups"), shown: seesGroups, data: options(choices.groups) },
    { name: "skillIds", label: t("people.skills"), shown: seesSkills, data: options(choices.skills) },
  ] as const;
  return (
    <search className={classes.filters}>
      <TextInput
        className={classes.search}
        aria-label={t("users.search")}
        placeholder={t("users.search")}
        leftSection={<IconSearch size={15} aria-hidden />}
        value={filter.search}
        onChange={(event) => setFilter({ ...filter, search: event.currentTarget.value })}
      />
      {narrow
        .filter(({ shown }) => shown)
        .map(({ name, label, data }) => (
          <FilterMenu
            key={name}
            label={label}
            options={data}
            chosen={filter[name]}
            onChange={(next) => setFilter({ ...filter, [name]: next })}
          />
        ))}
      {users.isNarrowed ? (
        <Action variant="subtle" onClick={() => setFilter(noFilter)}>
          {t("users.clearFilter")}
        </Action>
      ) : null}
    </search>
  );
}
