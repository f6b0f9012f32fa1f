import { NumberInput, Radio, Stack, Switch, TextInput } from "@mantine/core";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import type { GeneralSettings } from "#shared/contract/house.ts";
import { type SupervisorMode, supervisorModes } from "#shared/domain/calls/index.ts";
import { MostFields } from "./most-fields.tsx";

/** A part of the settings: its value, and the way to change it. */
export interface PartProps<K extends keyof GeneralSettings> {
  readonly value: GeneralSettings[K];
  readonly problems: Readonly<Record<string, string>>;
  readonly set: <P extends keyof GeneralSettings>(part: P, value: GeneralSettings[P]) => void;
}

export function NamePart({ value, problems, set }: PartProps<"name">) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.general.name")} hint={t("house.general.nameHint")}>
      <TextInput
        aria-label={t("house.general.name")}
        value={value}
        maxLength={120}
        error={problems.name}
        onChange={(event) => set("name", event.currentTarget.value)}
      />
    </SetupSection>
  );
}

export function ContactPart({ value, problems, set }: PartProps<"contactDetails">) {
  const { t } = useTranslation();
  const change = (more: Partial<typeof value>) => set("contactDetails", { ...value, ...more });
  return (
    <SetupSection title={t("house.general.contactDetails")} hint={t("house.general.contactHint")}>
      <TextInput
        label={t("house.general.phone")}
        type="tel"
        maxLength={40}
        value={value.phone}
        onChange={(event) => change({ phone: event.currentTarget.value })}
      />
      <TextInput
        label={t("house.general.email")}
        type="email"
        maxLength={254}
        value={value.email}
        error={problems["contactDetails.email"]}
        onChange={(event) => change({ email: event.currentTarget.value.trim() })}
      />
      <TextInput
        label={t("house.general.website")}
        type="url"
        placeholder="https://"
        maxLength={500}
        value={value.website}
        error={problems["contactDetails.website"]}
        onChange={(event) => change({ website: event.currentTarget.value.trim() })}
      />
    </SetupSection>
  );
}

export function CallsPart({ value, set }: PartProps<"callPermissions">) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.general.callPermissions")} hint={t("house.general.callPermissionsHint")}>
      <Switch
        label={t("house.general.outboundCalls")}
        checked={value.outboundCalls}
        onChange={(event) => set("callPermissions", { ...value, outboundCalls: event.currentTarget.checked })}
      />
      <Switch
        label={t("house.general.callHistory")}
        checked={value.callHistory}
        onChange={(event) => set("callPermissions", { ...value, callHistory: event.currentTarget.checked })}
      />
      <Switch
        label={t("house.general.siteCalls")}
        description={t("house.general.siteCallsHint")}
        checked={value.siteCalls}
        onChange={(event) => set("callPermissions", { ...value, siteCalls: event.currentTarget.checked })}
      />
    </SetupSection>
  );
}

export function DialingPart({ value, problems, set }: PartProps<"dialing">) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.general.dialing")}>
      <TextInput
        label={t("house.general.country")}
        description={countryName(value.defaultCountry) ?? t("house.general.countryHint")}
        w={320}
        maxLength={2}
        value={value.defaultCountry}
        error={problems["dialing.defaultCountry"]}
        onChange={(event) =>
          set("dialing", { ...value, defaultCountry: event.currentTarget.value.trim().toUpperCase() })
        }
      />
      <NumberInput
        label={t("house.general.ringSeconds")}
        w={320}
        min={10}
        max={120}
        allowDecimal={false}
        clampBehavior="blur"
        value={value.ringSeconds}
        onChange={(seconds) => set("dialing", { ...value, ringSeconds: Number(seconds) || 10 })}
      />
    </SetupSection>
  );
}

/** The country that a code stands for; undefined: none. */
function countryName(code: string): string | undefined {
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  const name = new Intl.DisplayNames(i18next.language, { type: "region", fallback: "none" }).of(code);
  return name ?? undefined;
}

export function VideoPart({ value, set }: PartProps<"video">) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.general.video")}>
      <Switch
        label={t("house.general.videoEnabled")}
        checked={value.enabled}
        onChange={(event) => set("video", { ...value, enabled: event.currentTarget.checked })}
      />
      <Switch
        label={t("house.general.storeRecordings")}
        description={value.enabled ? undefined : t("house.general.storeNeedsVideo")}
        disabled={!value.enabled}
        checked={value.storeRecordings}
        onChange={(event) => set("video", { ...value, storeRecordings: event.currentTarget.checked })}
      />
    </SetupSection>
  );
}

export function MonitorPart({ value, set }: PartProps<"monitor">) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.general.monitor")}>
      <Switch
        label={t("house.general.coordinatorsTransfer")}
        checked={value.coordinatorsTransfer}
        onChange={(event) => set("monitor", { ...value, coordinatorsTransfer: event.currentTarget.checked })}
      />
      <Radio.Group
        label={t("house.general.supervisorsSeen")}
        description={t("house.general.supervisorsSeenHint")}
        value={value.supervisorsSeen}
        onChange={(seen) => set("monitor", { ...value, supervisorsSeen: seen as SupervisorMode })}
      >
        <Stack gap={8} mt={10}>
          {supervisorModes.map((mode) => (
            <Radio key={mode} value={mode} label={t(`house.general.supervisorsSeen_${mode}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </SetupSection>
  );
}

export function AwayPart({ value, set }: PartProps<"away">) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.general.away")}>
      <NumberInput
        label={t("house.general.returnMinutes")}
        description={t("house.general.returnHint")}
        w={320}
        min={1}
        max={240}
        allowDecimal={false}
        clampBehavior="blur"
        value={value.returnMinutes}
        onChange={(minutes) => set("away", { returnMinutes: Number(minutes) || 1 })}
      />
    </SetupSection>
  );
}

export function RoutingPart({ value, set }: PartProps<"routing">) {
  const { t } = useTranslation();
  return (
    <SetupSection title={t("house.general.routing")}>
      <NumberInput
        label={t("house.general.idleChatSeconds")}
        description={t("house.general.idleChatHint")}
        w={320}
        min={0}
        max={86_400}
        allowDecimal={false}
        clampBehavior="blur"
        value={value.idleChatSeconds}
        onChange={(seconds) => set("routing", { ...value, idleChatSeconds: Number(seconds) || 0 })}
      />
      <MostFields value={value.most} onChange={(most) => set("routing", { ...value, most })} />
    </SetupSection>
  );
}
