import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultOfInvite } from "../leg/inbound-leg.ts";
import { aTrunk } from "../testing/a-trunk.ts";
import { openFakeEndpoint } from "../testing/fake-wire.ts";
import { tortureMessages } from "../testing/torture-messages.ts";

/** A gateway where everybody is busy, but for what is wrong with a call before anybody is asked. */
let endpoint: Awaited<ReturnType<typeof openFakeEndpoint>>;
beforeAll(async () => {
  endpoint = await openFakeEndpoint((invite) =>
    invite.reject(faultOfInvite(invite, aTrunk()) ?? { statusCode: 486 }),
  );
});
afterAll(() => endpoint.close());

describe("the torture messages of RFC 4475", () => {
  it("are all here, with the lengths that they promise but in the five that lie about them", () => {
    expect(new Set(tortureMessages.map(({ section }) => section)).size).toBe(49);
    const wrong = tortureMessages.filter(({ raw }) => {
      const [head = "", ...rest] = raw.split("\r\n\r\n");
      const promised = /^(?:content-length|l)\s*:\s*(-?\d+)/im.exec(head)?.[1];
      return promised !== undefined && Number(promised) !== rest.join("\r\n\r\n").length;
    });
    expect(wrong.map(({ name }) => name)).toEqual(["dblreq", "clerr", "ncl", "multi01", "mcl01"]);
  });

  it.each(tortureMessages)("$name ($section) is met as the RFC says", async ({ raw, expect: fate }) => {
    endpoint.sent.length = 0;
    endpoint.hear(raw);
    const statuses = (await endpoint.answers()).map(({ status }) => status).filter((one) => one !== 100);
    expect(statuses).toEqual(fate === "silence" ? [] : [fate]);
    expect(endpoint.notes).toEqual([]);
  });
});
