/** A topic with what lies below it. */
export interface TopicNode<T> {
  readonly topic: T;
  readonly depth: number;
  readonly below: readonly TopicNode<T>[];
}

interface TopicLike {
  readonly id: string;
  readonly parentId: string | null;
  readonly name: string;
  readonly position: number;
}

/** How deep topics may be nested. */
export const deepestTopic = 4;

/** Topics as a tree, in their order. One whose parent is not among them stands at the top; a ring hangs nowhere. */
export function topicTree<T extends TopicLike>(topics: readonly T[]): TopicNode<T>[] {
  const known = new Set(topics.map(({ id }) => id));
  // Not Map.groupBy: the oldest runtime of the desktop has none.
  const children = new Map<string | null, T[]>();
  for (const topic of topics) {
    const parentId = topic.parentId && known.has(topic.parentId) ? topic.parentId : null;
    children.set(parentId, [...(children.get(parentId) ?? []), topic]);
  }
  const inOrder = (some: readonly T[] = []) =>
    [...some].sort((one, other) => one.position - other.position || one.name.localeCompare(other.name));
  const grow = (parentId: string | null, depth: number): TopicNode<T>[] =>
    inOrder(children.get(parentId)).map((topic) => ({ topic, depth, below: grow(topic.id, depth + 1) }));
  return grow(null, 0);
}

/** The tree's nodes one after another, as they are drawn. */
export const walkTopics = <T>(nodes: readonly TopicNode<T>[]): TopicNode<T>[] =>
  nodes.flatMap((node) => [node, ...walkTopics(node.below)]);

/** A topic's name with those above it: "Delivery / Damaged". */
export function topicPath<T extends TopicLike>(topics: readonly T[], id: string): string {
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const names: string[] = [];
  const seen = new Set<string>();
  for (let at = byId.get(id); at && !seen.has(at.id); at = at.parentId ? byId.get(at.parentId) : undefined) {
    seen.add(at.id);
    names.unshift(at.name);
  }
  return names.join(" / ");
}

const wordsOf = (looked: string): string[] => looked.toLowerCase().split(/\s+/).filter(Boolean);

/** True when a topic's own path has every word of what is looked for; of nothing, none is found. */
export function isFoundBy<T extends TopicLike>(topics: readonly T[], id: string, looked: string): boolean {
  const [words, path] = [wordsOf(looked), topicPath(topics, id).toLowerCase()];
  return words.length > 0 && words.every((word) => path.includes(word));
}

/** The topics whose path has every word of what is looked for, with those above them. */
export function matchingTopics<T extends TopicLike>(topics: readonly T[], looked: string): T[] {
  if (wordsOf(looked).length === 0) return [...topics];
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const kept = new Set<string>();
  for (const { id } of topics) {
    if (!isFoundBy(topics, id, looked)) continue;
    for (let at = byId.get(id); at && !kept.has(at.id); at = at.parentId ? byId.get(at.parentId) : undefined)
      kept.add(at.id);
  }
  return topics.filter(({ id }) => kept.has(id));
}
