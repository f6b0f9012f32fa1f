import type { PageSeen } from "../protocol.ts";
import type { Api } from "./api.ts";
import type { Invitation } from "./chat-state.ts";
import type { Keep } from "./storage.ts";

export interface PresenceDeps {
  readonly api: Pick<Api, "visit">;
  readonly keep: Keep;
  readonly page: () => PageSeen;
  readonly language: () => string;
  /** False while he talks, writes or has the widget open: then nothing invites him. */
  readonly mayInvite: () => boolean;
  readonly invite: (invitation: Invitation) => void;
  /** As the browser's. */
  readonly later: (run: () => void, ms: number) => () => void;
  readonly isHidden: () => boolean;
}

const beatMs = 60_000;
const mostRemembered = 50;

interface Memory {
  readonly since: string;
  /** Shown in this visit. */
  readonly shown: readonly string[];
  /** Closed by him: never again, until its text is another. */
  readonly refused: readonly string[];
}

/**
 * The widget's sign of life: once a minute and with every page, while somebody looks at it. It is answered with what the
 * site may say to him there; each invitation is said once in a visit, and not again when he has closed it.
 */
export function createPresence(deps: PresenceDeps) {
  let stops: (() => void)[] = [];
  let running = false;
  let planned = "";
  let plans: (() => void)[] = [];

  const memory = (): Memory => {
    try {
      return { since: "", shown: [], refused: [], ...JSON.parse(deps.keep.get("invited") ?? "{}") };
    } catch {
      return { since: "", shown: [], refused: [] };
    }
  };
  const remember = (change: Partial<Memory>) =>
    deps.keep.set("invited", JSON.stringify({ ...memory(), ...change }));
  const nameOf = ({ id, version }: Pick<Invitation, "id" | "version">) => `${id}:${version}`;

  function plan(
    url: string,
    since: string,
    invitations: readonly (Invitation & { seconds: number })[],
  ): void {
    if (memory().since !== since) remember({ since, shown: [] });
    if (planned === url) return;
    for (const stop of plans) stop();
    planned = url;
    plans = invitations.map((one) =>
      deps.later(() => {
        const { shown, refused } = memory();
        const name = nameOf(one);
        if (shown.includes(name) || refused.includes(name) || !deps.mayInvite()) return;
        remember({ shown: [...shown, name].slice(-mostRemembered) });
        deps.invite({ id: one.id, version: one.version, text: one.text });
      }, one.seconds * 1_000),
    );
  }

  function beat(): void {
    if (!running) return;
    for (const stop of stops) stop();
    stops = [deps.later(beat, beatMs)];
    const page = deps.page();
    if (!page.url || deps.isHidden()) return;
    deps.api.visit({ page, language: deps.language() as never }).then(
      ({ since, invitations }) => {
        if (running && deps.page().url === page.url) plan(page.url, since, invitations);
      },
      () => {}, // the next one tells it
    );
  }

  return {
    start(): void {
      if (running) return;
      running = true;
      beat();
    },
    /** Another page, or the page is before his eyes again. */
    beat,
    refuse: (invitation: Invitation) =>
      remember({ refused: [...memory().refused, nameOf(invitation)].slice(-mostRemembered) }),
    stop(): void {
      running = false;
      planned = "";
      for (const stop of [...stops, ...plans]) stop();
      stops = [];
      plans = [];
    },
  };
}

export type Presence = ReturnType<typeof createPresence>;
