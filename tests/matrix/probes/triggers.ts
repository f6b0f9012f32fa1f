import { randomUUID } from "node:crypto";
import { freshTriggers } from "#shared/domain/triggers/index.ts";
import type { Probe } from "../claim.ts";
import { placeIs } from "./places.ts";

/** Setting triggers up, changing and deleting them. */
export const managesTriggers: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/triggers", !t.denied);
  const settings = {
    ...freshTriggers.customer_inactivity,
    type: "customer_inactivity",
    channel: "web",
    enabled: false,
  };
  const triggerId = await t.floor.trigger();
  const change = { triggerId, version: 1, seconds: 90 };
  if (t.denied) {
    await t.refuses(me, "triggers.list");
    await t.refuses(me, "triggers.create", settings);
    await t.refuses(me, "triggers.update", change);
    await t.refuses(me, "triggers.remove", { triggerId });
    return;
  }
  const changed = await t.opens(me, "triggers.update", change);
  t.holds("it waits for 90 seconds", changed?.seconds === 90, changed?.seconds);
  const made = await t.opens(me, "triggers.create", settings);
  await t.refuses(me, "triggers.create", settings, "trigger.taken");
  const foreign = await t.foreign.trigger();
  const list = await t.opens(me, "triggers.list");
  const ids = list?.triggers.map(({ id }: { id: string }) => id);
  t.holds(
    "the list has his workspace's triggers alone",
    ids?.includes(triggerId) && !ids.includes(foreign),
    ids,
  );
  await t.hides(me, "triggers.update", "trigger.not_found", [
    { ...change, triggerId: foreign },
    { ...change, triggerId: randomUUID() },
  ]);
  await t.opens(me, "triggers.remove", { triggerId: made?.id });
};
