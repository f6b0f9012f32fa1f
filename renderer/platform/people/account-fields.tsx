import { Group, MultiSelect, Select, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconX } from "#renderer/ui/icons.ts";
import { Fact, Facts } from "#renderer/ui/setup-form.tsx";
import type { UserProfile } from "#shared/contract/users.ts";
import { type AccountDraft, capacityFields, type Held } from "./account-draft.ts";
import { CapacityField } from "./capacity-field.tsx";
import classes from "./people.module.css";
import { type Choice, useChoices } from "./use-choices.ts";

interface AccountFieldsProps {
  readonly user: UserProfile;
  readonly value: AccountDraft;
  /** The fields that may be changed; the others are shown. */
  readonly editable: readonly string[];
  readonly onSet: <K extends keyof AccountDraft>(field: K, value: AccountDraft[K]) => void;
}

const namesOf = (list: readonly Choice[]) => list.map(({ name }) => name).join(", ") || "–";

/** What can be chosen, and what is chosen already even where it cannot be seen in the list. */
const options = (all: readonly Choice[], held: readonly Choice[]) => {
  const known = new Map([...held, ...all].map(({ id, name }) => [id, name]));
  return [...known].map(([value, label]) => ({ value, label }));
};

/** Skills, conversation settings, groups and queues: fields where they may be changed, facts where not. */
export function AccountFields({ user, value, editable, onSet }: AccountFieldsProps) {
  const { t } = useTranslation();
  const choices = useChoices();
  // How much he takes of each medium is one field of the permission.
  const isCapacity = (field: keyof AccountDraft) => capacityFields.some(([one]) => one === field);
  const may = (field: keyof AccountDraft) =>
    editable.includes(isCapacity(field) ? "maxConversations" : field);
  const yes = (on: boolean) => (on ? t("people.yes") : t("people.no"));
  const facts = [
    ...capacityFields.map(([field, medium]) => [field, value[field] ?? user.usual[medium]] as const),
    ["notify", yes(value.notify)],
    ["agentbotAccess", yes(value.agentbotAccess)],
    ["skills", user.skills.map(({ name, level }) => `${name} (${level})`).join(", ") || "–"],
    ["groups", namesOf(user.groups)],
    ["queues", namesOf(user.queues)],
  ] as const;
  const closed = facts.filter(([field]) => !may(field));
  return (
    <>
      {may("maxConversations") ? (
        <div>
          <Group gap={12} align="flex-end">
            {capacityFields.map(([field, medium]) => (
              <CapacityField
                key={field}
                label={t(`people.${field}`)}
                none={String(user.usual[medium])}
                value={value[field]}
                onSet={(next) => onSet(field, next)}
              />
            ))}
          </Group>
          <p className="quiet small">{t("people.capacityHint")}</p>
        </div>
      ) : null}
      {may("notify") ? (
        <Switch
          label={t("people.notify")}
          checked={value.notify}
          onChange={(event) => onSet("notify", event.currentTarget.checked)}
        />
      ) : null}
      {may("agentbotAccess") ? (
        <Switch
          label={t("people.agentbotAccess")}
          checked={value.agentbotAccess}
          onChange={(event) => onSet("agentbotAccess", event.currentTarget.checked)}
        />
      ) : null}
      {may("skills") ? (
        <SkillsField
          options={options(choices.skills, user.skills)}
          value={value.skills}
          onChange={(next) => onSet("skills", next)}
        />
      ) : null}
      {(["groups", "queues"] as const).map((field) =>
        may(field) ? (
          <MultiSelect
            key={field}
            label={t(`people.${field}`)}
            searchable
            data={options(choices[field], user[field])}
            value={[...value[field]]}
            nothingFoundMessage={t("people.nothing")}
            onChange={(next) => onSet(field, next.sort())}
          />
        ) : null,
      )}
      {closed.length > 0 ? (
        <Facts>
          {closed.map(([field, shown]) => (
            <Fact key={field} label={t(`people.${field}`)}>
              {shown}
            </Fact>
          ))}
        </Facts>
      ) : null}
    </>
  );
}

interface SkillsFieldProps {
  readonly label?: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: readonly Held[];
  readonly onChange: (skills: readonly Held[]) => void;
}

const levels = ["1", "2", "3", "4", "5"];

/** Skills with their levels. */
export function SkillsField({ label, options: all, value, onChange }: SkillsFieldProps) {
  const { t } = useTranslation();
  const nameOf = (id: string) => all.find((one) => one.value === id)?.label ?? "?";
  const sorted = (list: readonly Held[]) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
  const held = new Set(value.map(({ id }) => id));
  return (
    <div className={classes.editor}>
      <Select
        label={label ?? t("people.skills")}
        placeholder={t("people.addSkill")}
        searchable
        value={null}
        data={all.filter((one) => !held.has(one.value))}
        nothingFoundMessage={t("people.nothing")}
        onChange={(id) => id && onChange(sorted([...value, { id, level: 3 }]))}
      />
      {value.length > 0 ? (
        <ul className={classes.people} aria-label={label ?? t("people.skills")}>
          {value.map(({ id, level }) => (
            <li key={id} className={classes.person}>
              <span className={`${classes.name} one-line`}>{nameOf(id)}</span>
              <span className="quiet small">{t("people.level")}</span>
              <Select
                aria-label={t("people.levelOf", { skill: nameOf(id) })}
                size="xs"
                w={62}
                allowDeselect={false}
                data={levels}
                value={String(level)}
                onChange={(next) =>
                  onChange(value.map((one) => (one.id === id ? { id, level: Number(next) } : one)))
                }
              />
              <IconAction
                label={t("people.remove", { name: nameOf(id) })}
                onClick={() => onChange(value.filter((one) => one.id !== id))}
              >
                <IconX size={15} />
              </IconAction>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}
