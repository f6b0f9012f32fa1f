import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isFoundBy, matchingTopics, topicPath, topicTree, walkTopics } from "./topic-tree.ts";

const topic = (id: string, parentId: string | null = null, position = 0, name = id) => ({
  id,
  parentId,
  name,
  position,
});
const shop = [
  topic("delivery", null, 1, "Delivery"),
  topic("late", "delivery", 1, "Late"),
  topic("damaged", "delivery", 0, "Damaged"),
  topic("invoice", null, 0, "Invoice"),
  topic("box", "damaged", 0, "Box"),
];

describe("topics as a tree", () => {
  it("stand below one another, in their order", () => {
    expect(walkTopics(topicTree(shop)).map((one) => [one.topic.name, one.depth])).toEqual([
      ["Invoice", 0],
      ["Delivery", 0],
      ["Damaged", 1],
      ["Box", 2],
      ["Late", 1],
    ]);
  });

  it("are named with those above them", () => {
    expect(topicPath(shop, "box")).toBe("Delivery / Damaged / Box");
    expect(topicPath(shop, "gone")).toBe("");
  });

  it("are found by words of the whole path, together with those above them", () => {
    const found = (words: string) => matchingTopics(shop, words).map(({ id }) => id);
    expect(found("deliv box")).toEqual(["delivery", "damaged", "box"]);
    expect(found("invoice")).toEqual(["invoice"]);
    expect(found("lamp")).toEqual([]);
    expect(found("  ")).toHaveLength(shop.length);
    expect(shop.filter(({ id }) => isFoundBy(shop, id, "deliv box")).map(({ id }) => id)).toEqual(["box"]);
    expect(isFoundBy(shop, "box", " ")).toBe(false);
  });

  it("each stand in it once, whatever their parents are, unless they stand in a ring", () => {
    const some = fc.array(fc.tuple(fc.nat(9), fc.option(fc.nat(9), { nil: null })), { maxLength: 12 });
    fc.assert(
      fc.property(some, (pairs) => {
        const parents = new Map(pairs);
        const topics = [...parents].map(([id, parent], place) =>
          topic(String(id), parent === null ? null : String(parent), place),
        );
        const walked = walkTopics(topicTree(topics)).map((one) => one.topic.id);
        expect(new Set(walked).size).toBe(walked.length);
        const endsSomewhere = (id: number): boolean => {
          const seen = new Set<number>();
          for (let at: number | null | undefined = id; at != null && parents.has(at); at = parents.get(at)) {
            if (seen.has(at)) return false;
            seen.add(at);
          }
          return true;
        };
        const expected = [...parents.keys()].filter(endsSomewhere).map(String);
        expect(walked.toSorted()).toEqual(expected.toSorted());
        for (const { id } of topics) topicPath(topics, id);
      }),
    );
  });
});
