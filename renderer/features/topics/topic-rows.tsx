import { useTranslation } from "react-i18next";
import { useMay } from "#renderer/platform/why.tsx";
import { IconAction } from "#renderer/ui/action.tsx";
import { IconArrowDown, IconArrowUp, IconPencil, IconPlus, IconTrash } from "#renderer/ui/icons.ts";
import type { Topic } from "#shared/contract/topics.ts";
import { deepestTopic, type TopicNode } from "#shared/domain/topic-tree.ts";
import classes from "./topics.module.css";

interface RowsProps {
  readonly nodes: readonly TopicNode<Topic>[];
  readonly busy: boolean;
  readonly onAdd: (below: Topic) => void;
  readonly onRename: (topic: Topic) => void;
  readonly onMove: (topic: Topic, move: "up" | "down") => void;
  readonly onRemove: (topic: Topic) => void;
}

/** Neighbours in their order, each with those below it. */
export function TopicRows({ nodes, ...rest }: RowsProps) {
  if (nodes.length === 0) return null;
  return (
    <ul className={classes.level}>
      {nodes.map((node, place) => (
        <li key={node.topic.id}>
          <TopicRow node={node} first={place === 0} last={place === nodes.length - 1} {...rest} />
          <TopicRows nodes={node.below} {...rest} />
        </li>
      ))}
    </ul>
  );
}

type RowProps = Omit<RowsProps, "nodes"> & {
  readonly node: TopicNode<Topic>;
  readonly first: boolean;
  readonly last: boolean;
};

function TopicRow({ node: { topic, depth }, first, last, busy, ...on }: RowProps) {
  const { t } = useTranslation();
  const { allowed } = useMay("topics.nested");
  const label = (what: "addBelow" | "rename" | "up" | "down" | "remove") =>
    t(`topicsSetup.${what}`, { name: topic.name });
  return (
    <div className={classes.row}>
      <bdi className={classes.name}>{topic.name}</bdi>
      {allowed ? (
        <span className={classes.actions} aria-busy={busy}>
          {first ? null : (
            <IconAction label={label("up")} onClick={() => on.onMove(topic, "up")}>
              <IconArrowUp size={16} stroke={1.7} />
            </IconAction>
          )}
          {last ? null : (
            <IconAction label={label("down")} onClick={() => on.onMove(topic, "down")}>
              <IconArrowDown size={16} stroke={1.7} />
            </IconAction>
          )}
          {depth + 1 < deepestTopic ? (
            <IconAction label={label("addBelow")} onClick={() => on.onAdd(topic)}>
              <IconPlus size={16} stroke={1.7} />
            </IconAction>
          ) : null}
          <IconAction label={label("rename")} onClick={() => on.onRename(topic)}>
            <IconPencil size={16} stroke={1.7} />
          </IconAction>
          <IconAction label={label("remove")} onClick={() => on.onRemove(topic)}>
            <IconTrash size={16} stroke={1.7} />
          </IconAction>
        </span>
      ) : null}
    </div>
  );
}
