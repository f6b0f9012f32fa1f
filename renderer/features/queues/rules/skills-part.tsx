import { NumberInput, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChoices } from "#renderer/platform/people/use-choices.ts";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconX } from "#renderer/ui/icons.ts";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { QueueSkill } from "#shared/domain/queue-rules.ts";
import type { PartProps } from "./part-props.ts";
import classes from "./rules.module.css";

const levels = ["1", "2", "3", "4", "5"];

/** What the queue asks its people to be able to do. */
export function SkillsPart({ rules, set, readOnly }: PartProps) {
  const { t } = useTranslation();
  const { skills: known } = useChoices();
  const { skills } = rules;
  const nameOf = (id: string) => known.find((one) => one.id === id)?.name ?? "…";
  const held = new Set(skills.map(({ skillId }) => skillId));
  const change = (skillId: string, part: Partial<QueueSkill>) =>
    set(
      "skills",
      skills.map((one) => (one.skillId === skillId ? { ...one, ...part } : one)),
    );
  return (
    <SetupSection title={t("queueRules.skills")} hint={t("queueRules.skillsHint")}>
      {readOnly ? null : (
        <Select
          aria-label={t("queueRules.addSkill")}
          placeholder={known.length > 0 ? t("queueRules.addSkill") : t("queueRules.skillsNoneThere")}
          maw={360}
          searchable
          value={null}
          data={known.filter(({ id }) => !held.has(id)).map(({ id, name }) => ({ value: id, label: name }))}
          nothingFoundMessage={t("people.nothing")}
          onChange={(id) =>
            id &&
            set("skills", [...skills, { skillId: id, level: 3, need: "required", relaxAfterSeconds: null }])
          }
        />
      )}
      {skills.length === 0 ? <p className="quiet small">{t("queueRules.skillsNone")}</p> : null}
      <ul className={classes.rows} aria-label={t("queueRules.skills")}>
        {skills.map((skill) => (
          <li key={skill.skillId} className={classes.skill}>
            <SkillRow
              skill={skill}
              name={nameOf(skill.skillId)}
              onChange={(part) => change(skill.skillId, part)}
            />
            {readOnly ? null : (
              <IconAction
                label={t("queueRules.remove", { name: nameOf(skill.skillId) })}
                onClick={() =>
                  set(
                    "skills",
                    skills.filter(({ skillId }) => skillId !== skill.skillId),
                  )
                }
              >
                <IconX size={15} />
              </IconAction>
            )}
          </li>
        ))}
      </ul>
    </SetupSection>
  );
}

interface SkillRowProps {
  readonly skill: QueueSkill;
  readonly name: string;
  readonly onChange: (part: Partial<QueueSkill>) => void;
}

function SkillRow({ skill, name, onChange }: SkillRowProps) {
  const { t } = useTranslation();
  return (
    <>
      <b className={`${classes.skillName} one-line`}>{name}</b>
      <Select
        aria-label={t("queueRules.levelOf", { name })}
        label={t("queueRules.level")}
        size="xs"
        allowDeselect={false}
        data={levels}
        value={String(skill.level)}
        onChange={(next) => onChange({ level: Number(next) })}
      />
      <Select
        aria-label={t("queueRules.needOf", { name })}
        label={t("queueRules.need")}
        size="xs"
        allowDeselect={false}
        data={[
          { value: "required", label: t("queueRules.required") },
          { value: "preferred", label: t("queueRules.preferred") },
        ]}
        value={skill.need}
        onChange={(next) =>
          onChange(
            next === "preferred" ? { need: "preferred", relaxAfterSeconds: null } : { need: "required" },
          )
        }
      />
      {skill.need === "required" ? (
        <NumberInput
          aria-label={t("queueRules.relaxAfterOf", { name })}
          label={t("queueRules.relaxAfter")}
          size="xs"
          min={1}
          max={86_400}
          allowDecimal={false}
          allowNegative={false}
          clampBehavior="blur"
          placeholder={t("queueRules.never")}
          suffix={` ${t("queueRules.seconds")}`}
          value={skill.relaxAfterSeconds ?? ""}
          onChange={(next) => onChange({ relaxAfterSeconds: next === "" ? null : Number(next) })}
        />
      ) : (
        <span />
      )}
    </>
  );
}
