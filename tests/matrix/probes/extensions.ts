import { randomInt, randomUUID } from "node:crypto";
import type { Probe } from "../claim.ts";
import { placeIs } from "./places.ts";

/** Extensions: generated for all without, changed and taken away, of one's own workspace alone. */
export const changesExtensions: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/extensions", !t.denied);
  const agent = await t.floor.person({ role: "agent" });
  const stranger = await t.foreign.person({ role: "agent" });
  const of = (id: string) => ({ kind: "user", id });
  const extension = `${randomInt(20_000, 99_999)}`;
  if (t.denied) {
    await t.refuses(me, "extensions.list");
    await t.refuses(me, "extensions.generate", { kinds: ["user"], digits: 4 });
    await t.refuses(me, "extensions.set", { of: of(agent.id), extension });
    return;
  }
  const { given } = await t.opens(me, "extensions.generate", {
    kinds: ["user", "group", "queue"],
    digits: 6,
  });
  t.holds("the new agent at least has been given one", given > 0, given);
  const list: { id: string; extension: string | null }[] = await t.opens(me, "extensions.list");
  t.holds(
    "nobody of his workspace is without one",
    list.every((one) => one.extension !== null),
  );
  t.holds("nobody of another workspace is listed", !list.some(({ id }) => id === stranger.id));
  const changed = await t.opens(me, "extensions.set", { of: of(agent.id), extension });
  t.holds("it is the one that was asked for", changed?.extension === extension, changed);
  await t.opens(me, "extensions.set", { of: of(agent.id), extension: null });
  await t.hides(me, "extensions.set", "agent.not_found", [
    { of: of(stranger.id), extension },
    { of: of(randomUUID()), extension },
  ]);
};
