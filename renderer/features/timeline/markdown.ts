import MarkdownIt, { type Token } from "markdown-it";
import { maxMessageLength } from "#shared/contract/text.ts";
import { type SafeLink, safeLink } from "./links.ts";

/** A message as a small tree of harmless parts. No markup is ever made of it: React writes the elements. */
export type Part =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "break" }
  | { readonly kind: "code"; readonly text: string; readonly block: boolean }
  | { readonly kind: "link"; readonly link: SafeLink; readonly text: string; readonly parts: readonly Part[] }
  | { readonly kind: Tag; readonly parts: readonly Part[] };
type Tag = "p" | "strong" | "em" | "ul" | "ol" | "li";

export interface Message {
  readonly parts: readonly Part[];
  /** True when the text was longer than we show. */
  readonly cut: boolean;
}

const tags = new Set<string>(["p", "strong", "em", "ul", "ol", "li"] satisfies Tag[]);
const rules = [
  "fence",
  "list",
  "newline",
  "escape",
  "backticks",
  "emphasis",
  "balance_pairs",
  "link",
  "linkify",
];

// "zero" knows nothing; only what is listed can ever be understood. No HTML, no images, no tables, no references.
const parser = new MarkdownIt("zero", {
  html: false,
  linkify: true,
  breaks: true,
  typographer: false,
  maxNesting: 12,
});
parser.enable(rules);
parser.linkify.set({ fuzzyLink: true, fuzzyEmail: true, fuzzyIP: false });
parser.validateLink = (url) => safeLink(url) !== undefined;

/** More marks than any script stacks on one letter; the rest would only paint over the neighbours. */
const tooManyMarks = /(\p{M}{6})\p{M}+/gu;

/** Cuts to what we show and tames what breaks lines of text: halves of pairs, U+0000, towers of marks. */
export function tamed(text: string): { text: string; cut: boolean } {
  const cut = text.length > maxMessageLength;
  const short = (cut ? text.slice(0, maxMessageLength) : text).toWellFormed().replaceAll("\u0000", "\uFFFD");
  return { text: short.replace(tooManyMarks, "$1"), cut };
}

/** Reads a message. Bounded in length and depth, whatever it holds. */
export function readMessage(text: string): Message {
  const { text: short, cut } = tamed(text);
  return { parts: treeOf(parser.parse(short, {})), cut };
}

interface Open {
  readonly token: Token | undefined;
  readonly parts: Part[];
}

function treeOf(tokens: readonly Token[]): Part[] {
  const root: Part[] = [];
  const stack: Open[] = [{ token: undefined, parts: root }];
  for (const token of tokens) {
    if (token.nesting === 1) stack.push({ token, parts: [] });
    else if (token.nesting === -1) {
      const done = stack.pop();
      if (done) stack.at(-1)?.parts.push(...closed(done));
    } else stack.at(-1)?.parts.push(...leaf(token));
  }
  return root;
}

function leaf(token: Token): Part[] {
  if (token.type === "inline") return treeOf(token.children ?? []);
  if (token.type === "softbreak" || token.type === "hardbreak") return [{ kind: "break" }];
  if (token.type === "code_inline") return [{ kind: "code", text: token.content, block: false }];
  if (token.type === "fence") return [{ kind: "code", text: token.content.replace(/\n$/, ""), block: true }];
  return token.content ? [{ kind: "text", text: token.content }] : [];
}

function closed({ token, parts }: Open): Part[] {
  if (!token) return parts;
  if (token.type === "link_open") {
    // What is typed without a scheme is read as http; the safer reading is what people mean today.
    const href = String(token.attrGet("href") ?? "");
    const link = safeLink(token.markup === "linkify" ? href.replace(/^http:/, "https:") : href);
    return link ? [{ kind: "link", link, text: textOf(parts), parts }] : parts;
  }
  if (token.tag === "p" && token.hidden) return parts;
  return tags.has(token.tag) ? [{ kind: token.tag as Tag, parts }] : parts;
}

/** The bare words of some parts. */
export function textOf(parts: readonly Part[]): string {
  return parts
    .map((part) =>
      part.kind === "break"
        ? "\n"
        : "text" in part && part.kind !== "link"
          ? part.text
          : textOf((part as { parts: readonly Part[] }).parts),
    )
    .join("");
}
