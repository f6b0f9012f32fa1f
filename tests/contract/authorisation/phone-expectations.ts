import { type Expectation, plain } from "./expectation.ts";

/** Of nobody. What happens with a call or a line that is there: tests/contract/phone*.test.ts. */
const nobodys = "00000000-0000-4000-8000-000000000000";
const to = { to: "+39 02 1234567", numberId: null };

/** Telephones, and the lines that they are reached by. The server that is asked has no line. */
export const phoneExpectations: Readonly<Record<string, Expectation>> = {
  "relays.list": plain("signed-in", {}),
  "phone.callerIds": plain("call.outbound", {}),
  "phone.dial": plain("call.outbound", { clientId: nobodys, ...to }, "phone.no_line"),
  "phone.digits": plain("call.answer", { callId: nobodys, digits: "1" }, "call.not_found"),
  "phone.consultNumber": plain("call.outbound", { callId: nobodys, ...to }, "call.not_found"),
  "phone.transferOut": plain("call.outbound", { callId: nobodys, ...to }, "call.not_found"),
  "phoneLines.list": plain("settings.general", {}),
  "phoneLines.create": plain(
    "settings.general",
    {
      name: "A line",
      enabled: true,
      settings: {
        ...{ protocol: "UDP", domain: "sip.example.com", proxy: null, user: null, registerSeconds: null },
        ...{ sources: ["192.0.2.0/24"], allowedPrefixes: ["+39"], blockedPrefixes: [], maxCalls: 5 },
        ...{ callsPerSecond: 1, codecs: ["PCMA"], sessionSeconds: 1_800 },
      },
      numbers: [],
    },
    200,
    "phone.name_taken",
  ),
  "phoneLines.update": plain("settings.general", { lineId: nobodys, version: 1 }, "phone.line_not_found"),
  "phoneLines.remove": plain("settings.general", { lineId: nobodys }, "phone.line_not_found"),
};
