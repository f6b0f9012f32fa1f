import type { Probe } from "../claim.ts";
import { beyondIds } from "./users.ts";

/** Reading people's status logs: everybody's, or those of the groups one leads; one's own is open to whoever has one. */
export const readsStatusLogs =
  (whom: Readonly<Record<string, "led">> = {}): Probe =>
  async (t) => {
    const [led, other] = [await t.floor.group(), await t.floor.group()];
    const me = await t.me({ leads: [led] });
    const member = await t.floor.person({ groups: [led] });
    const stranger = await t.floor.person({ groups: [other] });
    if (t.denied) {
      await t.refuses(me, "status.logOf", { userId: member.id });
      await t.opens(me, "status.ownLog");
      return;
    }
    const page = await t.opens(me, "status.logOf", { userId: member.id });
    t.holds("it says whose status it is", page?.status.userId === member.id, page?.status);
    if (whom[t.role] !== "led") await t.opens(me, "status.logOf", { userId: stranger.id });
    await t.hides(me, "status.logOf", "user.not_found", [
      ...(await beyondIds(t)),
      ...(whom[t.role] === "led" ? [{ userId: stranger.id }] : []),
    ]);
  };
