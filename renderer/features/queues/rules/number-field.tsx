import { NumberInput } from "@mantine/core";
import { useState } from "react";

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly width?: number;
  readonly onSet: (value: number) => void;
}

/** A whole number within limits; it may be emptied while one types, and has its old value again when left so. */
export function NumberField({ label, value, min, max, unit, width = 220, onSet }: NumberFieldProps) {
  const [empty, setEmpty] = useState(false);
  return (
    <NumberInput
      label={label}
      w={width}
      min={min}
      max={max}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="blur"
      suffix={unit ? ` ${unit}` : ""}
      value={empty ? "" : value}
      onChange={(next) => {
        setEmpty(next === "");
        if (next !== "") onSet(Number(next));
      }}
      onBlur={() => setEmpty(false)}
    />
  );
}

interface LimitFieldProps extends Omit<NumberFieldProps, "value" | "onSet"> {
  readonly value: number | null;
  /** What an empty field means. */
  readonly none: string;
  readonly onSet: (value: number | null) => void;
}

/** A limit that may be absent: empty. */
export const LimitField = ({ label, value, min, max, unit, none, onSet }: LimitFieldProps) => (
  <NumberInput
    label={label}
    w={220}
    min={min}
    max={max}
    allowDecimal={false}
    allowNegative={false}
    clampBehavior="blur"
    placeholder={none}
    suffix={unit ? ` ${unit}` : ""}
    value={value ?? ""}
    onChange={(next) => onSet(next === "" ? null : Number(next))}
  />
);
