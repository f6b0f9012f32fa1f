import { MultiSelect, NumberInput, PasswordInput, Select, Switch, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { PhoneLine } from "#shared/contract/phone-lines.ts";
import type { LineDraft } from "./draft.ts";
import classes from "./phone-lines.module.css";
import type { LineForm } from "./use-line-form.ts";

interface SectionProps {
  readonly form: LineForm;
}

type Of<T> = { [K in keyof LineDraft]: LineDraft[K] extends T ? K : never }[keyof LineDraft];

/** A field of words: its label, what it is for, and what is wrong with it. */
function useText({ value, set, problem }: LineForm) {
  const { t } = useTranslation();
  return (field: Extract<Of<string>, "name" | "domain" | "proxy" | "user" | Lists>) => ({
    label: t(`phoneLines.${field}`),
    description: field === "name" ? undefined : t(`phoneLines.${field}Hint`),
    value: value[field],
    error: problem(field),
    onChange: (event: { currentTarget: { value: string } }) => set(field, event.currentTarget.value),
  });
}
type Lists = "sources" | "allowedPrefixes" | "blockedPrefixes";

function useNumber({ value, set, problem }: LineForm) {
  const { t } = useTranslation();
  return (field: "registerSeconds" | "maxCalls" | "callsPerSecond" | "sessionSeconds") => ({
    label: t(`phoneLines.${field}`),
    description: t(`phoneLines.${field}Hint`),
    maw: 320,
    clampBehavior: "none" as const,
    value: value[field],
    error: problem(field),
    onChange: (next: number | string) => set(field, Number(next) || 0),
  });
}

/** How the carrier is reached, and how he knows us. */
export function ConnectionSection({ form, line }: SectionProps & { readonly line: PhoneLine | undefined }) {
  const { t } = useTranslation();
  const text = useText(form);
  const number = useNumber(form);
  const { value, set } = form;
  return (
    <SetupSection title={t("phoneLines.connection")} hint={t("phoneLines.connectionHint")}>
      <div className={classes.fields}>
        <TextInput {...text("name")} maxLength={80} autoFocus={!line} />
        <Switch
          label={t("phoneLines.enabled")}
          checked={value.enabled}
          onChange={(event) => set("enabled", event.currentTarget.checked)}
        />
        <Select
          label={t("phoneLines.protocol")}
          description={t("phoneLines.protocolHint")}
          maw={320}
          allowDeselect={false}
          data={["UDP", "TCP", "TLS"]}
          value={value.protocol}
          onChange={(next) => set("protocol", (next ?? "UDP") as LineDraft["protocol"])}
        />
        <TextInput {...text("domain")} placeholder="sip.example.com" maxLength={255} />
        <TextInput {...text("proxy")} maxLength={255} />
        <TextInput {...text("user")} maxLength={120} autoComplete="off" />
        <PasswordInput
          label={t("phoneLines.password")}
          description={t(line?.hasPassword ? "phoneLines.passwordThere" : "phoneLines.passwordHint")}
          autoComplete="new-password"
          maxLength={200}
          value={value.password ?? ""}
          onChange={(event) => set("password", event.currentTarget.value || null)}
        />
        <Switch
          label={t("phoneLines.registers")}
          description={t("phoneLines.registersHint")}
          checked={value.registers}
          onChange={(event) => set("registers", event.currentTarget.checked)}
        />
        {value.registers ? (
          <NumberInput {...number("registerSeconds")} min={60} max={86_400} allowDecimal={false} />
        ) : null}
      </div>
    </SetupSection>
  );
}

/** What keeps a stolen password or a mistake from costing a fortune. */
export function GuardsSection({ form }: SectionProps) {
  const { t } = useTranslation();
  const text = useText(form);
  const number = useNumber(form);
  return (
    <SetupSection title={t("phoneLines.guards")} hint={t("phoneLines.guardsHint")}>
      <div className={classes.fields}>
        <Textarea {...text("sources")} autosize minRows={2} maxRows={8} />
        <Textarea {...text("allowedPrefixes")} autosize minRows={2} maxRows={8} placeholder="+39" />
        <Textarea {...text("blockedPrefixes")} autosize minRows={2} maxRows={8} placeholder="+39899" />
        <NumberInput {...number("maxCalls")} min={1} max={1_000} allowDecimal={false} />
        <NumberInput {...number("callsPerSecond")} min={0.1} max={100} decimalScale={1} />
      </div>
    </SetupSection>
  );
}

/** What carriers rarely ask to be changed. */
export function SoundSection({ form }: SectionProps) {
  const { t } = useTranslation();
  const number = useNumber(form);
  const { value, set, problem } = form;
  return (
    <SetupSection title={t("phoneLines.sound")}>
      <div className={classes.fields}>
        <MultiSelect
          label={t("phoneLines.codecs")}
          description={t("phoneLines.codecsHint")}
          data={[
            { value: "OPUS", label: "Opus" },
            { value: "PCMA", label: "G.711 A-law (PCMA)" },
            { value: "PCMU", label: "G.711 µ-law (PCMU)" },
          ]}
          value={[...value.codecs]}
          error={problem("codecs")}
          onChange={(next) => set("codecs", next as LineDraft["codecs"])}
        />
        <NumberInput {...number("sessionSeconds")} min={90} max={7_200} allowDecimal={false} />
      </div>
    </SetupSection>
  );
}
