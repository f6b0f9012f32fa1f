import { type Api, Refused, type SessionAnswer } from "./api.ts";
import type { LanguageTag } from "./i18n/index.ts";
import type { Keep } from "./storage.ts";

export interface SessionDeps {
  readonly api: Pick<Api, "session">;
  readonly keep: Keep;
  /** Asks the site's page for a fresh ticket. */
  readonly wantTicket: () => void;
  readonly wait: (ms: number) => Promise<void>;
  readonly entered: (answer: SessionAnswer) => void;
  readonly refused: (code: string) => void;
  readonly unreachable: () => void;
}

export interface Session {
  token(): string;
  /** Starts or continues as a visitor; goes on trying while the server cannot be reached. */
  enter(): Promise<void>;
  setTicket(ticket: string): void;
  setIdentity(token: string): void;
  forget(): void;
}

const ticketPatienceMs = 8_000;

/** Who the visitor is: turns the site's ticket, an earlier token and the site's word into a visitor token. */
export function createSession(deps: SessionDeps, language: () => LanguageTag): Session {
  const { api, keep } = deps;
  let ticket = "";
  let identity = "";
  let round = 0;
  let ticketCame = () => {};

  const freshTicket = () =>
    Promise.race([
      new Promise<void>((resolve) => {
        ticketCame = resolve;
        deps.wantTicket();
      }),
      deps.wait(ticketPatienceMs),
    ]);

  async function attempt(): Promise<SessionAnswer> {
    const visitorToken = keep.get("token");
    return api.session({
      siteTicket: ticket,
      language: language(),
      ...(visitorToken ? { visitorToken } : {}),
      ...(identity ? { identityToken: identity } : {}),
    });
  }

  const accept = (answer: SessionAnswer) => {
    keep.set("token", answer.visitorToken);
    deps.entered(answer);
  };

  /** Waits for what is missing; false when trying again would not help. */
  const mayTryAgain = async (error: unknown, tries: number): Promise<boolean> => {
    const code = error instanceof Refused ? error.code : null;
    if (code === "origin.not_allowed" && tries === 0) {
      // Most likely ten minutes have passed.
      await freshTicket();
    } else if (code && !passing(code)) {
      deps.refused(code);
      return false;
    } else {
      deps.unreachable();
      await deps.wait(Math.min(15_000, 600 * 2 ** tries) * (0.5 + Math.random() / 2));
    }
    return true;
  };

  return {
    token: () => keep.get("token") ?? "",
    async enter() {
      const mine = ++round;
      for (let tries = 0; mine === round; tries++) {
        const { answer, error } = await settled(attempt());
        if (mine !== round) return;
        if (answer) return accept(answer);
        if (!(await mayTryAgain(error, tries))) return;
      }
    },
    setTicket(fresh) {
      ticket = fresh;
      ticketCame();
    },
    setIdentity(token) {
      identity = token;
    },
    forget() {
      round++;
      identity = "";
      keep.set("token", null);
    },
  };
}

/** Refusals that pass by themselves. */
export const passing = (code: string): boolean =>
  code === "server.busy" || code === "request.rate_limited" || code === "internal";

export type Settled<T> = { answer: T; error?: undefined } | { answer?: undefined; error: unknown };

export const settled = <T>(work: Promise<T>): Promise<Settled<T>> =>
  work.then(
    (answer) => ({ answer }),
    (error: unknown) => ({ error }),
  );
