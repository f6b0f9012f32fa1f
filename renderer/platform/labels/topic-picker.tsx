import { Checkbox, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconSearch } from "#renderer/ui/icons.ts";
import type { Topic } from "#shared/contract/topics.ts";
import { isFoundBy, matchingTopics, topicPath, topicTree, walkTopics } from "#shared/domain/topic-tree.ts";
import classes from "./topic-picker.module.css";

interface PickerProps {
  readonly label: string;
  readonly topics: readonly Topic[];
  readonly chosen: readonly string[];
  readonly onChange: (topicIds: string[]) => void;
}

/** Topics as a tree with boxes; a search keeps those that match with what is above them, Enter takes the first. */
export function TopicPicker({ label, topics, chosen, onChange }: PickerProps) {
  const { t } = useTranslation();
  const [looked, setLooked] = useState("");
  const rows = walkTopics(topicTree(matchingTopics(topics, looked)));
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  function takeFirst(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const hit = rows.find(({ topic }) => isFoundBy(topics, topic.id, looked));
    if (!hit) return;
    toggle(hit.topic.id);
    setLooked("");
  }
  return (
    <div className={classes.picker}>
      {topics.length > 6 ? (
        <TextInput
          size="xs"
          aria-label={t("labels.search")}
          placeholder={t("labels.search")}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={looked}
          onChange={(event) => setLooked(event.currentTarget.value)}
          onKeyDown={takeFirst}
        />
      ) : null}
      <fieldset className={classes.tree} aria-label={label}>
        {rows.map(({ topic, depth }) => (
          <Checkbox
            key={topic.id}
            size="xs"
            label={topic.name}
            title={topicPath(topics, topic.id)}
            checked={chosen.includes(topic.id)}
            style={{ marginInlineStart: depth * 18 }}
            onChange={() => toggle(topic.id)}
          />
        ))}
        {rows.length === 0 ? <span className="quiet small">{t("labels.nothingFound")}</span> : null}
      </fieldset>
    </div>
  );
}
