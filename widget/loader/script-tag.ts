/** What the site wrote into its script tag. */
export interface Settings {
  readonly workspace: string;
  readonly language: string;
  readonly identity: string;
  /** The queue that new conversations of this page wait in, by name or id. */
  readonly queue: string;
  /** Origin of the Sidetone server: where the script itself came from. */
  readonly origin: string;
}

/** Reads the script tag that loaded us; nothing when it names no workspace. */
export function readScriptTag(script: HTMLScriptElement | SVGScriptElement | null): Settings | undefined {
  if (!(script instanceof HTMLScriptElement)) return undefined;
  const { workspace, language, identity, queue } = script.dataset;
  if (!workspace || !script.src) return undefined;
  return {
    workspace,
    language: language || document.documentElement.lang || navigator.language || "",
    identity: identity ?? "",
    queue: (queue ?? "").trim().slice(0, 120),
    origin: new URL(script.src).origin,
  };
}
