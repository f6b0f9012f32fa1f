import { Button, Checkbox, NumberInput, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import { roleLabel } from "#renderer/platform/i18n/role-label.ts";
import { Loaded } from "#renderer/platform/loaded.tsx";
import { Notice } from "#renderer/ui/notes.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { SecuritySettings } from "#shared/contract/house.ts";
import { linesOf, surelyOutside } from "./address-lines.ts";
import classes from "./security.module.css";

interface RuleProps {
  readonly value: SecuritySettings;
  readonly set: <K extends keyof SecuritySettings>(rule: K, value: SecuritySettings[K]) => void;
}

export function PasswordRule({ value, set }: RuleProps) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.security.passwords")} hint={t("house.security.minPasswordHint")}>
      <Amount
        label={t("house.security.minPasswordLength")}
        value={value.minPasswordLength}
        min={8}
        max={64}
        onChange={(next) => set("minPasswordLength", next)}
      />
    </SetupSection>
  );
}

/** The roles whose people need a second factor. */
export function FactorRule({ value, set }: RuleProps) {
  const { t } = useTranslation();
  const { api } = useDesk();
  const query = useQuery({ ...api.roles.names.queryOptions(), staleTime: 60_000 });
  return (
    <SetupSection title={t("house.security.secondFactor")} hint={t("house.security.secondFactorHint")}>
      <Loaded query={query}>
        {(roles) => (
          <Checkbox.Group
            label={t("house.security.secondFactorRoles")}
            value={[...value.secondFactorRoles]}
            onChange={(keys) => set("secondFactorRoles", keys as SecuritySettings["secondFactorRoles"])}
          >
            <div className={classes.roles}>
              {roles.map((role) => (
                <Checkbox key={role.key} size="xs" value={role.key} label={roleLabel(t, role)} />
              ))}
            </div>
          </Checkbox.Group>
        )}
      </Loaded>
    </SetupSection>
  );
}

/** The addresses from which people may sign in; one's own stands beside, with a warning when it is not among them. */
export function AddressesRule({ value, set, yourAddress }: RuleProps & { yourAddress: string }) {
  const { t } = useTranslation();
  const list = value.allowedAddresses;
  // What is typed, with its empty lines; the list is what it says.
  const [typed, setTyped] = useState<string>();
  const isTyped = typed !== undefined && linesOf(typed).join("\n") === list.join("\n");
  const text = isTyped ? typed : list.join("\n");
  const write = (next: string) => {
    setTyped(next);
    set("allowedAddresses", linesOf(next));
  };
  return (
    <SetupSection title={t("house.security.addresses")}>
      <Textarea
        label={t("house.security.allowedAddresses")}
        description={t("house.security.addressesHint")}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        classNames={{ input: classes.mono ?? "" }}
        value={text}
        onChange={(event) => write(event.currentTarget.value)}
      />
      <div className={classes.mine}>
        <span>
          {t("house.security.yourAddress")} <code className={classes.code}>{yourAddress}</code>
        </span>
        {list.includes(yourAddress) ? null : (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => write([...list, yourAddress].join("\n"))}
          >
            {t("house.security.addMine")}
          </Button>
        )}
      </div>
      {surelyOutside(yourAddress, list) ? <Notice>{t("house.security.lockedOut")}</Notice> : null}
    </SetupSection>
  );
}

export function SessionRule({ value, set }: RuleProps) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.security.sessions")}>
      <Amount
        label={t("house.security.idleMinutes")}
        description={t("house.security.idleHint")}
        value={value.idleMinutes}
        min={0}
        max={1_440}
        onChange={(next) => set("idleMinutes", next)}
      />
      <Amount
        label={t("house.security.sessionHours")}
        description={t("house.security.sessionHint")}
        value={value.sessionHours}
        min={1}
        max={2_160}
        onChange={(next) => set("sessionHours", next)}
      />
    </SetupSection>
  );
}

interface AmountProps {
  readonly label: string;
  readonly description?: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}

/** A whole number within its bounds; half-typed ones are nothing yet. */
const Amount = ({ onChange, ...rest }: AmountProps) => (
  <NumberInput
    {...rest}
    w={320}
    allowDecimal={false}
    allowNegative={false}
    clampBehavior="blur"
    onChange={(next) => {
      if (typeof next === "number" && next >= rest.min && next <= rest.max) onChange(next);
    }}
  />
);
