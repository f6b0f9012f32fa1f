import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Tag } from "#shared/contract/topics.ts";

interface TagFieldProps {
  readonly tags: readonly Tag[];
  readonly value: readonly string[];
  readonly onChange: (tagIds: string[]) => void;
  /** Named by what stands before it. */
  readonly bare?: boolean;
  readonly disabled?: boolean;
}

/** The tags of a conversation: type to find, Enter takes, Backspace takes away. */
export function TagField({ tags, value, onChange, bare = false, disabled = false }: TagFieldProps) {
  const { t } = useTranslation();
  return (
    <MultiSelect
      {...(bare ? { "aria-label": t("wrapUp.tags") } : { label: t("wrapUp.tags") })}
      size="xs"
      data={tags.map(({ id, name }) => ({ value: id, label: name }))}
      value={[...value]}
      onChange={onChange}
      searchable
      hidePickedOptions
      maxValues={20}
      disabled={disabled || tags.length === 0}
      placeholder={tags.length === 0 ? t("labels.noTagsYet") : value.length === 0 ? t("labels.addTag") : ""}
      comboboxProps={{ withinPortal: true }}
    />
  );
}
