import i18next from "i18next";
import type { ServerPlace } from "#renderer/platform/http/api.ts";
import { isSessionOver, type ProblemCode, problemOf } from "#renderer/platform/http/errors.ts";
import { languageChoice, showLanguage } from "#renderer/platform/i18n/index.ts";
import { showTimesIn } from "#renderer/platform/i18n/times.ts";
import { createSource } from "#renderer/platform/observable.ts";
import type { Me } from "#shared/contract/session.ts";
import type { OnDoubt, RunningDesk } from "./create-desk.ts";
import type { Ways } from "./doors.ts";

/** Where somebody stands between starting the program and working. */
export type GateState =
  | { readonly kind: "opening" }
  | { readonly kind: "address"; readonly current: string | undefined }
  | { readonly kind: "signIn"; readonly place: ServerPlace; readonly notice: string | undefined }
  | { readonly kind: "stuck"; readonly place: ServerPlace; readonly code: ProblemCode }
  | { readonly kind: "desk"; readonly running: RunningDesk; readonly memoryOnly: boolean };

/** Leads from the start to the desk and back, and never loses what is written: drafts and outbox lie on disk. */
export function createGate(ways: Ways) {
  const { session } = ways;
  const state = createSource<GateState>({ kind: "opening" });
  let running: RunningDesk | undefined;
  let round = 0;
  let endedBy: Parameters<OnDoubt>[0];
  const endedNotice = () => i18next.t(endedBy === "blocked" ? "signIn.blocked" : "signIn.sessionEnded");

  function leaveDesk() {
    round++;
    running?.stop();
    running = undefined;
  }

  async function enter(notice?: string): Promise<void> {
    leaveDesk();
    const mine = round;
    state.set({ kind: "opening" });
    const place = await session.place();
    if (mine !== round) return;
    if (!place) return state.set({ kind: "address", current: undefined });
    try {
      const { signedIn, persistence } = await session.state();
      if (!signedIn) return state.set({ kind: "signIn", place, notice });
      const next = await open(place);
      if (mine !== round) return next.stop();
      running = next;
      state.set({ kind: "desk", running: next, memoryOnly: persistence === "memory" });
    } catch (error) {
      if (mine === round) state.set(refusedAt(place, problemOf(error), notice));
    }
  }

  const refusedAt = (place: ServerPlace, code: ProblemCode, notice: string | undefined): GateState =>
    isSessionOver(code) ? { kind: "signIn", place, notice } : { kind: "stuck", place, code };

  async function open(place: ServerPlace): Promise<RunningDesk> {
    const doors = await ways.doorsTo(place);
    const me = (await doors.client.session.me()) as Me;
    await showLanguage(languageChoice.get() ?? me.language);
    showTimesIn(me.timeZone);
    const { createDesk } = await import("./create-desk.ts");
    endedBy = undefined;
    return createDesk(me, doors, (reason) => {
      endedBy = reason ?? endedBy;
      void doubt();
    });
  }

  /** The server refused us: only when nobody is signed in any more does the desk close. */
  async function doubt(): Promise<void> {
    if (!running) return;
    const mine = round;
    const over = await isOver();
    if (over && mine === round) await enter(endedNotice());
  }

  async function isOver(): Promise<boolean> {
    try {
      if (!(await session.state()).signedIn) return true;
      await running?.desk.client.session.me();
      return false;
    } catch (error) {
      return isSessionOver(problemOf(error));
    }
  }

  /** The page is about to be loaded anew; a form shown until then would lose what is typed into it. */
  function awaitNewPage() {
    leaveDesk();
    state.set({ kind: "opening" });
  }

  session.onChange((reason) => {
    if (reason === "revoked" && running) void enter(endedNotice());
    else if (reason === "signed_out" && running) void enter(i18next.t("signIn.signedOut"));
    else if (reason === "signed_in" && !running) void enter();
    else if (reason === "address_changed") awaitNewPage();
  });

  return {
    state,
    enter: () => void enter(),
    doubt: () => void doubt(),
    changeAddress: (current: string) => state.set({ kind: "address", current }),
    async signOut() {
      leaveDesk();
      state.set({ kind: "opening" });
      await session.signOut().catch(() => {});
      // Who signs in next lands where his own role begins.
      history.replaceState(null, "", location.pathname + location.search);
      await enter(i18next.t("signIn.signedOut"));
    },
  };
}

export type Gate = ReturnType<typeof createGate>;
