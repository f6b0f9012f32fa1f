import { randomUUID } from "node:crypto";
import { defaultSettings } from "#shared/domain/settings.ts";
import type { Probe } from "../claim.ts";
import { placeIs } from "./places.ts";

const dialled = () => ({ clientId: randomUUID(), to: "+39 02 1234567", numberId: null });

/**
 * Calling out: where General settings allow it, or the group, whose setting comes first. The server that is asked has no
 * phone line, so a call that is allowed gets as far as that.
 */
export const callsOut: Probe = async (t) => {
  for (const general of [true, false])
    for (const own of [true, false, null]) {
      await t.floor.settings({
        callPermissions: { ...defaultSettings.callPermissions, outboundCalls: general },
      });
      const me = await t.me({ groups: [await t.floor.group({ outboundCalls: own })] });
      if (!t.denied && (own ?? general)) {
        await t.opens(me, "phone.callerIds");
        await t.refuses(me, "phone.dial", dialled(), "phone.no_line");
      } else {
        await t.refuses(me, "phone.callerIds");
        await t.refuses(me, "phone.dial", dialled());
      }
    }
  await t.floor.settings({});
};

/** Phone lines: with the part of the general settings that dialling is. */
export const setsUpLines: Probe = async (t) => {
  const me = await t.me();
  await placeIs(t, me, "/setup/phone-lines", !t.denied);
  if (t.denied) return t.refuses(me, "phoneLines.list");
  await t.opens(me, "phoneLines.list");
};
