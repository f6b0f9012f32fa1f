import type { HelpRequest } from "#shared/contract/help.ts";
import { type HelpStore, helpStore } from "./help-store.ts";

export interface HelpAnnouncer {
  readonly myId: string;
  /** Somebody whom one looks after asks. */
  readonly asked: (request: HelpRequest) => void;
  /** Somebody comes to help oneself. */
  readonly coming: (request: HelpRequest) => void;
  /** It need not be announced any more: taken, or over. */
  readonly settled: (request: HelpRequest) => void;
}

/** Announces each request once to those whom it concerns, and once to who asked that somebody comes. */
export function announceHelp({ myId, asked, coming, settled }: HelpAnnouncer, store: HelpStore = helpStore) {
  const announced = new Set<string>();
  const once = (key: string, run: () => void) => {
    if (announced.has(key)) return;
    announced.add(key);
    run();
  };
  const look = () => {
    for (const request of Object.values(store.getState().byId)) {
      const isMine = request.askedBy.id === myId;
      if (isMine && request.state === "taken") once(`coming ${request.id}`, () => coming(request));
      if (isMine) continue;
      if (request.state === "open") once(`asked ${request.id}`, () => asked(request));
      else if (announced.has(`asked ${request.id}`)) once(`settled ${request.id}`, () => settled(request));
    }
  };
  look();
  return store.subscribe(look);
}
