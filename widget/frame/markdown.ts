/**
 * The safe subset of Markdown: **bold**, *italic*, `code`, code blocks and links. The result is data, drawn
 * as elements and text; no markup string exists at any point, so there is nothing to escape.
 */
export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bold" | "italic"; readonly parts: readonly Piece[] }
  | { readonly kind: "code" | "block"; readonly text: string }
  | { readonly kind: "link"; readonly href: string; readonly text: string };

/** No nested quantifiers: time grows in proportion to the length, whatever is written. */
const token =
  /```\n?([\s\S]{1,8000}?)```|`([^`\n]{1,2000})`|\*\*([^*\n]{1,2000})\*\*|(?<![\w*])\*([^*\s][^*\n]{0,2000})\*(?![\w*])|(?<!\w)_([^_\s][^_\n]{0,2000})_(?!\w)|\[([^\]\n]{1,500})\]\(([^()\s]{1,2000})\)|((?:https?:\/\/|mailto:|tel:)[^\s<>"'`]{1,2000})|([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/giu;

/** Parses a message. Anything that is not of the subset stays the text that it is. */
export function parseMarkdown(source: string, depth = 0): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const match of source.matchAll(token)) {
    const piece = pieceOf(match, depth);
    if (!piece) continue;
    const [{ length }, { index }] = [piece.taken ?? match[0], match];
    if (index < last) continue;
    if (index > last) pieces.push({ kind: "text", text: source.slice(last, index) });
    pieces.push(piece.piece);
    last = index + length;
  }
  if (last < source.length) pieces.push({ kind: "text", text: source.slice(last) });
  return pieces;
}

interface Found {
  readonly piece: Piece;
  /** What of the match belongs to the piece, when not all of it. */
  readonly taken?: string;
}

function pieceOf(match: RegExpMatchArray, depth: number): Found | undefined {
  const [, block, code, bold, star, underline, label, target, address, mail] = match;
  if (block !== undefined) return { piece: { kind: "block", text: block.replace(/\n$/, "") } };
  if (code !== undefined) return { piece: { kind: "code", text: code } };
  if (bold !== undefined) return { piece: { kind: "bold", parts: inner(bold, depth) } };
  const italic = star ?? underline;
  if (italic !== undefined) return { piece: { kind: "italic", parts: inner(italic, depth) } };
  if (label !== undefined && target !== undefined) return namedLink(label, target);
  if (address !== undefined) return bareLink(address);
  if (mail !== undefined) return link(`mailto:${mail}`, mail);
  return undefined;
}

const inner = (text: string, depth: number): Piece[] =>
  depth > 2 ? [{ kind: "text", text }] : parseMarkdown(text, depth + 1);

/** A named link shows its true host when the name does not, so that nobody is led elsewhere unseen. */
function namedLink(label: string, target: string): Found | undefined {
  const href = safeHref(target);
  if (!href) return undefined;
  const { host, protocol } = new URL(href);
  const honest = !protocol.startsWith("http") || label.includes(host);
  return { piece: { kind: "link", href, text: honest ? label : `${label} (${host})` } };
}

/** Punctuation at the end belongs to the sentence, a bracket too unless it was opened in the address. */
function bareLink(address: string): Found | undefined {
  let taken = address.replace(/[.,;:!?*_~]+$/, "");
  if (taken.endsWith(")") && !taken.includes("(")) taken = taken.slice(0, -1);
  const found = link(taken, shown(taken));
  return found && { ...found, taken };
}

const link = (target: string, text: string): Found | undefined => {
  const href = safeHref(target);
  return href ? { piece: { kind: "link", href, text } } : undefined;
};

/** A host in foreign letters is shown as the network sees it, so that a look-alike is seen. */
function shown(address: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the question is just whether it is plain ASCII
  if (/^[\x00-\x7f]*$/.test(address)) return address;
  try {
    const url = new URL(address);
    const rest = address.slice(address.indexOf("//") + 2).replace(/^[^/?#]*/, "");
    return url.host ? `${url.protocol}//${url.host}${rest}` : address;
  } catch {
    return address;
  }
}

/** The address, if it is one that may be opened; `new URL` sees through tabs, newlines and capitals. */
export function safeHref(target: string): string | undefined {
  try {
    const url = new URL(target);
    return ["http:", "https:", "mailto:", "tel:"].includes(url.protocol) && !url.username && !url.password
      ? url.href
      : undefined;
  } catch {
    return undefined;
  }
}
