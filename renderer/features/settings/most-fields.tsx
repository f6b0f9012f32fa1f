import { Group, Input, NumberInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Medium, media, type PerMedium } from "#shared/domain/media.ts";
import { defaultSettings } from "#shared/domain/settings.ts";
import { mostEntered } from "./most-entered.ts";

interface MostFieldsProps {
  readonly value: PerMedium<number>;
  readonly onChange: (value: PerMedium<number>) => void;
}

/** How many of each medium somebody takes at once whose account says nothing else. */
export function MostFields({ value, onChange }: MostFieldsProps) {
  const { t } = useTranslation();
  return (
    <Input.Wrapper
      label={t("house.general.most")}
      description={t("house.general.mostHint")}
      labelElement="div"
      maw={560}
    >
      <Group gap={12} mt={8} align="flex-start">
        {media.map((medium) => (
          <MostField
            key={medium}
            medium={medium}
            most={value[medium]}
            onChange={(most) => onChange({ ...value, [medium]: most })}
          />
        ))}
      </Group>
    </Input.Wrapper>
  );
}

interface MostFieldProps {
  readonly medium: Medium;
  readonly most: number;
  readonly onChange: (most: number) => void;
}

/** One of them. Emptied, it is as usual, and says so; none of a medium is said in words as well. */
function MostField({ medium, most, onChange }: MostFieldProps) {
  const { t } = useTranslation();
  const [isEmpty, setIsEmpty] = useState(false);
  const usual = defaultSettings.routing.most[medium];
  const word = isEmpty ? t("house.general.mostUsual", { most: usual }) : t("house.general.mostNone");
  return (
    <NumberInput
      label={t(`house.general.most_${medium}`)}
      description={isEmpty || most === 0 ? word : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      w={150}
      min={0}
      max={20}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="strict"
      placeholder={String(usual)}
      value={isEmpty ? "" : most}
      onChange={(entered) => {
        setIsEmpty(entered === "");
        onChange(mostEntered(entered, medium));
      }}
      onBlur={() => setIsEmpty(false)}
    />
  );
}
