import { NumberInput, Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Notice } from "#renderer/ui/notes.tsx";
import { SetupSection } from "#renderer/ui/setup-form.tsx";
import { CallsPart, type PartProps } from "./settings-parts.tsx";

/** What is allowed of calls, and what is recorded of them: one part of the settings, two of the page. */
export const CallParts = (props: PartProps<"callPermissions">) => (
  <>
    <CallsPart {...props} />
    <RecordingPart {...props} />
  </>
);

function RecordingPart({ value, set }: PartProps<"callPermissions">) {
  const { t } = useTranslation();
  const change = (more: Partial<typeof value>) => set("callPermissions", { ...value, ...more });
  const isOff = value.recordCalls === "off";
  return (
    <SetupSection title={t("recordings.setup.title")} hint={t("recordings.setup.pictures")}>
      <Radio.Group
        label={t("recordings.setup.calls")}
        value={value.recordCalls}
        onChange={(calls) => change({ recordCalls: calls as typeof value.recordCalls })}
      >
        <Stack gap={8} mt={10}>
          {(["off", "all", "byHand"] as const).map((calls) => (
            <Radio key={calls} value={calls} label={t(`recordings.setup.calls_${calls}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {isOff ? null : (
        <>
          <Radio.Group
            label={t("recordings.setup.consent")}
            value={value.recordingConsent}
            onChange={(consent) => change({ recordingConsent: consent as typeof value.recordingConsent })}
          >
            <Stack gap={8} mt={10}>
              {(["announce", "ask"] as const).map((consent) => (
                <Radio
                  key={consent}
                  value={consent}
                  label={t(`recordings.setup.consent_${consent}`)}
                  description={t(`recordings.setup.consentHint_${consent}`)}
                />
              ))}
              <Radio value="none" label={t("recordings.setup.consent_none")} />
            </Stack>
          </Radio.Group>
          {value.recordingConsent === "none" ? <Notice>{t("recordings.setup.consentWarning")}</Notice> : null}
          <NumberInput
            label={t("recordings.setup.days")}
            description={t("recordings.setup.daysHint")}
            w={320}
            min={0}
            max={3_650}
            allowDecimal={false}
            clampBehavior="blur"
            value={value.recordingDays}
            onChange={(days) => change({ recordingDays: Number(days) || 0 })}
          />
        </>
      )}
    </SetupSection>
  );
}
