import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useCan, useMe } from "#renderer/platform/desk-context.tsx";
import { languages } from "#renderer/platform/i18n/index.ts";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { languageNames } from "#renderer/platform/people/personal-fields.tsx";
import { useChoices } from "#renderer/platform/people/use-choices.ts";
import { Action } from "#renderer/ui/action.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { InvitedLink } from "./invite-links.tsx";
import { useGivableRoles, useInvite, useProblemWords } from "./use-invite.ts";
import classes from "./users.module.css";

interface InviteFormProps {
  readonly onDone: (links: readonly InvitedLink[]) => void;
  readonly onCancel: () => void;
}

/** Invites one person. */
export function InviteOne({ onDone, onCancel }: InviteFormProps) {
  const { t } = useTranslation();
  const me = useMe();
  const seesGroups = useCan("groups.view");
  const { groups } = useChoices();
  const roles = useGivableRoles();
  const invite = useInvite(onDone);
  const words = useProblemWords();
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<string | null>(null);
  const [language, setLanguage] = useState<string>(me.language);
  const [chosen, setChosen] = useState<string[]>([]);
  // Most who are invited answer customers; the lowest role may read everything.
  const usual = roles.find(({ key }) => key === "agent") ?? roles[0];
  const wanted = role ?? usual?.key ?? "";
  const problems = invite.judged?.[0]?.problems ?? [];
  const wrong = (field: string) =>
    problems
      .filter((one) => one.field === field)
      .map(words)
      .join(" ") || undefined;
  const others = problems.filter(({ field }) => !["email", "name", "role"].includes(field));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (invite.sending) return;
    const groupsOf = chosen.length > 0 ? { groups: chosen } : {};
    invite.send([{ email: email.trim(), name: name.trim(), role: wanted, language, ...groupsOf }]);
  };
  const missing = email.trim() === "" || name.trim() === "" ? t("invite.fillIn") : undefined;
  return (
    <form className={classes.dialog} onSubmit={submit}>
      <p className="quiet small">{t("invite.lead")}</p>
      <div className={classes.pair}>
        <TextInput
          label={t("people.email")}
          type="email"
          data-autofocus
          maxLength={254}
          value={email}
          error={wrong("email")}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label={t("people.name")}
          maxLength={120}
          value={name}
          error={wrong("name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t("people.role")}
          allowDeselect={false}
          data={roles.map((one) => ({ value: one.key, label: roleLabel(t, one) }))}
          value={wanted}
          error={wrong("role")}
          onChange={setRole}
        />
        <Select
          label={t("people.language")}
          allowDeselect={false}
          data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
          value={language}
          onChange={(next) => next && setLanguage(next)}
        />
      </div>
      {seesGroups ? (
        <MultiSelect
          label={t("people.groups")}
          searchable
          data={groups.map(({ name: group }) => group)}
          value={chosen}
          nothingFoundMessage={t("people.nothing")}
          onChange={setChosen}
        />
      ) : null}
      <ErrorNote text={invite.error ?? (others.map(words).join(" ") || undefined)} />
      <div className={classes.dialogFoot}>
        <Button variant="default" onClick={onCancel}>
          {t("app.cancel")}
        </Button>
        <Action type="submit" loading={invite.sending} reason={missing} onClick={() => {}}>
          {t("invite.send", { count: 1 })}
        </Action>
      </div>
    </form>
  );
}
