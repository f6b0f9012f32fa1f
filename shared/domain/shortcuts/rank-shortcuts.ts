import { type Language, languages } from "../languages.ts";
import { type Texts, textIn } from "../texts.ts";

/** What the search looks at. */
export interface Findable {
  readonly id: string;
  readonly scope: "personal" | "group" | "workspace";
  readonly code: string;
  readonly title: string;
  readonly texts: Texts;
  readonly tagIds: readonly string[];
  readonly used: number;
}

/** Small letters without accents: "Código" is found by "codigo". */
const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** How far a query is spread over a word: its letters in this order, the closer together the better. 0: not in it. */
function spread(query: string, word: string): number {
  let at = -1;
  let first = -1;
  for (const letter of query) {
    at = word.indexOf(letter, at + 1);
    if (at < 0) return 0;
    if (first < 0) first = at;
  }
  return query.length / (at - first + 1);
}

/** How well a shortcut answers a query, 0 (not at all) to 100. */
function score(query: string, one: Findable, text: string): number {
  const [code, title] = [plain(one.code), plain(one.title)];
  if (code === query) return 100;
  if (code.startsWith(query)) return 90;
  if (title.startsWith(query)) return 80;
  if (title.split(/\s+/).some((word) => word.startsWith(query))) return 70;
  if (code.includes(query)) return 65;
  if (title.includes(query)) return 60;
  const near = spread(query, code);
  if (near > 0) return 30 + 25 * near;
  if (query.length > 1 && plain(text).includes(query)) return 25;
  const inTitle = query.length > 2 ? spread(query, title) : 0;
  return inTitle > 0.4 ? 20 * inTitle : 0;
}

const nearness = { personal: 0, group: 1, workspace: 2 } as const;

/** Whether a shortcut may be offered in a conversation with these tags: one of its own is among them, or it has none. */
export const fitsTags = (one: Pick<Findable, "tagIds">, tagIds: readonly string[]): boolean =>
  one.tagIds.length === 0 || one.tagIds.some((id) => tagIds.includes(id));

/**
 * What is offered behind the slash, the best first: by code, then title, then text. Among equals one's own come before
 * the group's and the workspace's, those in the customer's language before others, and the often used before the rest.
 * Of several with the same code the nearest is offered.
 */
export function rankShortcuts<T extends Findable>(
  all: readonly T[],
  asked: string,
  { tagIds, language }: { readonly tagIds: readonly string[]; readonly language: Language | null },
): T[] {
  const query = plain(asked.trim());
  const speaks = (one: T) => (language && !one.texts[language]?.trim() ? 1 : 0);
  const scored = all
    .filter((one) => fitsTags(one, tagIds))
    .map((one) => ({
      one,
      points: query === "" ? 1 : score(query, one, textIn(one.texts, language, languages) ?? ""),
    }))
    .filter(({ points }) => points > 0)
    .sort(
      (left, right) =>
        right.points - left.points ||
        speaks(left.one) - speaks(right.one) ||
        nearness[left.one.scope] - nearness[right.one.scope] ||
        right.one.used - left.one.used ||
        left.one.code.localeCompare(right.one.code),
    );
  const nearest = new Map<string, T>();
  for (const { one } of scored) {
    const known = nearest.get(one.code);
    if (!known || nearness[one.scope] < nearness[known.scope]) nearest.set(one.code, one);
  }
  return scored.filter(({ one }) => nearest.get(one.code) === one).map(({ one }) => one);
}
