import { NumberInput } from "@mantine/core";
import { mostAtOnce } from "./account-draft.ts";

interface CapacityFieldProps {
  readonly label: string;
  /** What an empty field means. */
  readonly none: string;
  readonly value: number | null;
  readonly disabled?: boolean;
  readonly onSet: (value: number | null) => void;
}

/** How many of a medium at once; empty: what somebody else decides. */
export const CapacityField = ({ label, none, value, disabled, onSet }: CapacityFieldProps) => (
  <NumberInput
    label={label}
    w={190}
    min={0}
    max={mostAtOnce}
    allowDecimal={false}
    allowNegative={false}
    clampBehavior="strict"
    placeholder={none}
    disabled={disabled ?? false}
    value={value ?? ""}
    onChange={(next) => onSet(next === "" ? null : Number(next))}
  />
);
