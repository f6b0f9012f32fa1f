import type { PhoneLegRecord } from "#server/media/sip/process/protocol.ts";
import { guarded } from "#server/platform/http/guard.ts";
import { createSweep } from "#server/platform/sweep.ts";
import { renewNode } from "../calls/index.ts";
import { createRecordingWords } from "./ask-recording.ts";
import { callNumber, passKey, sendDigits } from "./call-number.ts";
import type { PhoneDeps } from "./deps.ts";
import { dial } from "./dial.ts";
import { callsWithPhones, followCalls, placeForgotten } from "./follow-calls.ts";
import { lineProcedures } from "./lines/index.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { shownBy, toCallerId } from "./our-numbers.ts";
import { createPhoneSound } from "./phone-sound.ts";
import { createComparison, letGoOfLostGateways } from "./sweep-phones.ts";
import { toldOfLeg } from "./told-of-legs.ts";
import { trunksOf } from "./trunks.ts";

export { createPhoneLine, type LineSetup, type OpenGateway, type PhoneLine } from "./phone-line.ts";

/** Callers who ring are looked at this often, ms. */
const followMs = 1_000;
/** Lines and telephones are compared with the gateway's this often, ms. */
const compareMs = 3_000;

/** What is told of one telephone is done in the order in which it was told. */
function createReports(deps: PhoneDeps) {
  const turns = new Map<string, Promise<void>>();
  return {
    told(record: PhoneLegRecord): void {
      const turn = (turns.get(record.id) ?? Promise.resolve())
        .then(() => toldOfLeg(deps, record))
        .catch((error: unknown) =>
          deps.log.warn({ err: error }, "what a telephone did could not be noted; it is compared again"),
        )
        .finally(() => {
          if (turns.get(record.id) === turn) turns.delete(record.id);
        });
      turns.set(record.id, turn);
    },
    async settled(): Promise<void> {
      await Promise.all(turns.values());
    },
  };
}

/** Telephones in calls: who calls us, whom we call, and by which line. */
export function createPhoneFeature(deps: PhoneDeps) {
  const { line, log, pool, news } = deps;
  const sound = createPhoneSound(deps);
  const reports = createReports(deps);
  const compare = createComparison(deps);
  const words = createRecordingWords(deps);
  const warn = (what: string) => (error: unknown) => log.warn({ err: error }, `${what}; it is tried again`);

  const turns = oneAtATime((callId) => followCalls(deps, { sound, words }, [callId]));
  const followAll = (callIds: readonly string[]) => Promise.all(callIds.map(turns.ask));
  // Whoever changed the call does not wait for telephones; what fails is looked at again in a second.
  news.register("t", async (callIds) => {
    void followAll(callIds).catch(warn("telephones could not follow their call"));
  });
  line?.listen({
    leg: (record) => reports.told(record),
    key: (legId, key) => void words.key(legId, key).catch(warn("an answer by key could not be noted")),
    // Who asks to be connected elsewhere would have us pay for it: only our own people call out.
    refer: (legId) =>
      void line
        .gateway()
        .then((gateway) => gateway.answerRefer(legId, false))
        .catch(warn("a transfer could not be refused")),
    ready(legs) {
      sound.forget();
      for (const record of legs) reports.told(record);
      void compare().catch(warn("telephones could not be compared with the gateway's"));
    },
  });
  deps.calls.media.onKey((callId, legId, key) =>
    passKey(deps, callId, legId, key).catch(warn("a key could not be passed on")),
  );
  const haveLines = async () => line?.have(await trunksOf(deps));

  const follow = createSweep({
    everyMs: followMs,
    log,
    what: "telephones",
    async run() {
      await placeForgotten(deps);
      await followAll(await callsWithPhones({ pool }));
    },
  });
  const look = createSweep({
    everyMs: compareMs,
    log,
    what: "phone lines",
    async run() {
      await haveLines();
      if (line?.open()) {
        await renewNode(deps.calls, line.node);
        await compare();
      }
      await letGoOfLostGateways(deps);
    },
  });

  const on = guarded.phone;
  const phone = {
    callerIds: on.callerIds.handler(async ({ context }) =>
      (await shownBy(pool, context.user())).map(toCallerId),
    ),
    dial: on.dial.handler(({ context, input }) => dial(deps, context.user(), input)),
    digits: on.digits.handler(({ context, input }) => sendDigits(deps, context.user(), input)),
    consultNumber: on.consultNumber.handler(({ context, input }) =>
      callNumber(deps, context.user(), { ...input, takesOver: false }),
    ),
    transferOut: on.transferOut.handler(({ context, input }) =>
      callNumber(deps, context.user(), { ...input, takesOver: true }),
    ),
  };
  return {
    procedures: {
      phone,
      phoneLines: lineProcedures(deps, () =>
        haveLines().catch(warn("the phone process could not be told of the lines")),
      ),
    },
    service: {
      start(): void {
        if (!line) return;
        void renewNode(deps.calls, line.node).catch(warn("that the phone line is there could not be said"));
        void haveLines().catch(warn("phone lines could not be opened"));
        follow.start();
        look.start();
      },
      async stop(): Promise<void> {
        if (!line) return;
        await follow.stop();
        await look.stop();
        await reports.settled();
        await turns.settled();
        await line.stop();
      },
    },
  };
}
