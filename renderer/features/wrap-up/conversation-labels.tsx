import { Badge, Button, Popover } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useCan, useDesk } from "#renderer/platform/desk-context.tsx";
import { problemOf } from "#renderer/platform/http/errors.ts";
import { problemText } from "#renderer/platform/i18n/index.ts";
import { TopicPicker } from "#renderer/platform/labels/topic-picker.tsx";
import { useTags, useTopicSets, useWrapUpForm } from "#renderer/platform/labels/use-labels.ts";
import { useMay } from "#renderer/platform/why.tsx";
import { ErrorNote } from "#renderer/ui/notes.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import type { Tag, Topic } from "#shared/contract/topics.ts";
import { topicPath } from "#shared/domain/topic-tree.ts";
import { TagField } from "./tag-field.tsx";
import classes from "./wrap-up.module.css";

interface LabelsProps {
  readonly conversation: Conversation;
  /** Told the record that was saved. */
  readonly onChanged: (conversation: Conversation) => void;
}

/** Tags and topics of a conversation, changed while it is worked on: what is chosen is saved at once. */
export function ConversationLabels({ conversation, onChanged }: LabelsProps) {
  const { api } = useDesk();
  const tags = useTags();
  const thing = { ownerId: conversation.assignee?.id ?? null, queueId: conversation.queue.id };
  const may = useMay("conversation.note", thing);
  const { form } = useWrapUpForm(conversation.id, useCan("conversation.close", thing) && may.allowed);
  const topics = (form?.topicSet?.topics ?? []).filter(({ archived }) => !archived);
  const learn = { onSuccess: (saved: unknown) => onChanged(saved as Conversation) };
  const tagging = useMutation({ ...api.conversations.tags.set.mutationOptions(), ...learn });
  const naming = useMutation({ ...api.conversations.topics.set.mutationOptions(), ...learn });
  const { id: conversationId } = conversation;
  const has = tags.filter((tag) => conversation.tagIds.includes(tag.id));
  const error = tagging.error ?? naming.error;
  return (
    <div className={classes.labels}>
      {may.allowed ? (
        <TagField
          bare
          tags={tags}
          value={has.map(({ id }) => id)}
          onChange={(tagIds) => tagging.mutate({ conversationId, tagIds: tagIds as Tag["id"][] })}
        />
      ) : (
        <Chips tags={has} />
      )}
      <Topics
        conversation={conversation}
        choices={may.allowed ? topics : []}
        onChange={(topicIds) => naming.mutate({ conversationId, topicIds: topicIds as Topic["id"][] })}
      />
      <ErrorNote text={error ? problemText(problemOf(error)) : undefined} />
    </div>
  );
}

function Chips({ tags }: { tags: readonly Tag[] }) {
  const { t } = useTranslation();
  if (tags.length === 0) return <span className="quiet">{t("labels.noTags")}</span>;
  return (
    <span className={classes.chips}>
      {tags.map(({ id, name, color }) => (
        <Badge key={id} color={color} variant="light" size="sm" tt="none">
          {name}
        </Badge>
      ))}
    </span>
  );
}

interface TopicsProps {
  readonly conversation: Conversation;
  readonly choices: readonly Topic[];
  readonly onChange: (topicIds: string[]) => void;
}

function Topics({ conversation, choices, onChange }: TopicsProps) {
  const { t } = useTranslation();
  const everything = useTopicSets().flatMap((set) => set.topics);
  const has = conversation.topicIds.filter((id) => everything.some((one) => one.id === id));
  const names = has.map((id) => topicPath(everything, id));
  if (names.length === 0 && choices.length === 0) return null;
  return (
    <div className={classes.chips}>
      {names.map((name) => (
        <Badge key={name} color="gray" variant="outline" size="sm" tt="none">
          {name}
        </Badge>
      ))}
      {choices.length > 0 ? (
        <Popover width={300} position="bottom-start" shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <Button size="compact-xs" variant="default">
              {t("labels.chooseTopics")}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <TopicPicker label={t("wrapUp.topics")} topics={choices} chosen={has} onChange={onChange} />
          </Popover.Dropdown>
        </Popover>
      ) : null}
    </div>
  );
}
