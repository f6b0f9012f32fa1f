import { Checkbox, Input, MultiSelect, SegmentedControl } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { capacityFields } from "#renderer/platform/people/account-draft.ts";
import { SkillsField } from "#renderer/platform/people/account-fields.tsx";
import { CapacityField } from "#renderer/platform/people/capacity-field.tsx";
import { type Choice, useChoices } from "#renderer/platform/people/use-choices.ts";
import { fieldsOpen } from "#shared/permissions/can.ts";
import { accountFields, type Grants } from "#shared/permissions/catalogue.ts";
import type { MassDraft, OnOff } from "./mass-draft.ts";
import classes from "./users.module.css";

interface MassEditFieldsProps {
  readonly draft: MassDraft;
  readonly onChange: (draft: MassDraft) => void;
}

const options = (list: readonly Choice[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** What to change, as far as one's role opens the fields. */
export function MassEditFields({ draft, onChange }: MassEditFieldsProps) {
  const { t } = useTranslation();
  const choices = useChoices();
  const me = useMe();
  const open = fieldsOpen({ grants: me.grants as Grants }, "users.massEdit", accountFields);
  const set = <K extends keyof MassDraft>(field: K, value: MassDraft[K]) =>
    onChange({ ...draft, [field]: value });
  const pick = (
    field: "removeSkills" | "addGroups" | "removeGroups" | "addQueues" | "removeQueues",
    from: readonly Choice[],
  ) => (
    <MultiSelect
      label={t(`massEdit.${field}`)}
      searchable
      data={options(from)}
      value={[...draft[field]]}
      nothingFoundMessage={t("people.nothing")}
      onChange={(next) => set(field, next)}
    />
  );
  const capacity = ([field]: (typeof capacityFields)[number]) => (
    <div key={field}>
      <CapacityField
        label={t(`people.${field}`)}
        none={t(draft[field] === "usual" ? "people.asUsual" : "massEdit.keep")}
        disabled={draft[field] === "usual"}
        value={typeof draft[field] === "number" ? draft[field] : null}
        onSet={(next) => set(field, next ?? "keep")}
      />
      <Checkbox
        mt={6}
        size="xs"
        label={t("people.asUsual")}
        aria-label={`${t(`people.${field}`)}: ${t("people.asUsual")}`}
        checked={draft[field] === "usual"}
        onChange={(event) => set(field, event.currentTarget.checked ? "usual" : "keep")}
      />
    </div>
  );
  const onOff = (field: "notify") => (
    <Input.Wrapper label={t(`people.${field}`)} labelElement="div">
      <SegmentedControl
        fullWidth
        aria-label={t(`people.${field}`)}
        value={draft[field]}
        data={(["keep", "on", "off"] as const).map((value) => ({ value, label: t(`massEdit.${value}`) }))}
        onChange={(next) => set(field, next as OnOff)}
      />
    </Input.Wrapper>
  );
  return (
    <>
      <p className="quiet small">{t("massEdit.lead")}</p>
      {open.includes("maxConversations") ? (
        <div className={classes.pair}>{capacityFields.map(capacity)}</div>
      ) : null}
      {open.includes("notify") ? onOff("notify") : null}
      {open.includes("skills") ? (
        <div className={classes.pair}>
          <SkillsField
            label={t("massEdit.addSkills")}
            options={options(choices.skills)}
            value={draft.addSkills}
            onChange={(next) => set("addSkills", next)}
          />
          {pick("removeSkills", choices.skills)}
        </div>
      ) : null}
      {open.includes("groups") ? (
        <div className={classes.pair}>
          {pick("addGroups", choices.groups)}
          {pick("removeGroups", choices.groups)}
        </div>
      ) : null}
      {open.includes("queues") ? (
        <div className={classes.pair}>
          {pick("addQueues", choices.queues)}
          {pick("removeQueues", choices.queues)}
        </div>
      ) : null}
    </>
  );
}
