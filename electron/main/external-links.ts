/** What to do with a link that leaves the app. */
export type LinkVerdict = { open: "no" } | { open: "yes" | "ask"; url: string; host: string };

/** https, mailto and tel, and nothing else: other schemes start programs with arguments of a stranger's choice. */
export function judgeLink(text: string, knownHosts: ReadonlySet<string>): LinkVerdict {
  if (text.length > 2048 || hasControlCharacter(text)) return { open: "no" };
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { open: "no" };
  }
  switch (url.protocol) {
    case "https:":
      // "https://bank.example@evil.example" shows one host and opens another.
      if (url.username || url.password) return { open: "no" };
      return { open: knownHosts.has(url.host) ? "yes" : "ask", url: url.href, host: url.host };
    case "mailto:":
      // Some mail programs attach files that a link names.
      if (/[?&]attach/i.test(url.search)) return { open: "no" };
      return { open: "ask", url: url.href, host: url.pathname };
    case "tel:":
      // Only digits: `*21*…#` is a command to the telephone network, not a number.
      return /^\+?[0-9().-]{2,32}$/.test(url.pathname)
        ? { open: "ask", url: `tel:${url.pathname}`, host: url.pathname }
        : { open: "no" };
    default:
      return { open: "no" };
  }
}

// Spaces and control characters that parsers drop, and marks that turn the reading direction around.
const hasControlCharacter = (text: string): boolean => /[\p{Cc}\p{Zs}\u202a-\u202e\u2066-\u2069]/u.test(text);

type LinkDeps = {
  knownHosts(): ReadonlySet<string>;
  /** Shows the true host and asks; true when the user agrees. */
  confirm(host: string): Promise<boolean>;
  open(url: string): Promise<void>;
};

/** The only way out of the app. Tells whether something was opened. */
export const createLinkOpener =
  ({ knownHosts, confirm, open }: LinkDeps) =>
  async (text: string): Promise<boolean> => {
    const verdict = judgeLink(text, knownHosts());
    if (verdict.open === "no") return false;
    if (verdict.open === "ask" && !(await confirm(verdict.host))) return false;
    await open(verdict.url);
    return true;
  };
