import type { BrowserContext } from "@playwright/test";
import { ana, expect } from "./fixtures.ts";
import { call, hears, test, tones } from "./support/call-desks.ts";
import { accept, chooseStatus } from "./support/desk.ts";
import { openRelay } from "./support/relay.ts";

/** The browser goes by relays alone, as behind a firewall that lets nothing else out. */
const byRelayAlone = (context: BrowserContext) =>
  context.addInitScript(() => {
    const Own = window.RTCPeerConnection;
    window.RTCPeerConnection = class extends Own {
      constructor(settings?: RTCConfiguration) {
        super({ ...settings, iceTransportPolicy: "relay" });
      }
    };
  });

test("where a firewall lets nothing out but what goes to the relay, customer and agent hear each other by it @P1", async ({
  floor,
  caller,
  colleague,
}) => {
  const secret = "north wind over the sea";
  const relay = await openRelay(secret, 23_400);
  try {
    await floor.kill();
    await floor.start({ MEDIA_TURN_URLS: relay.url, MEDIA_TURN_SECRET: secret });
    await byRelayAlone(caller.context);
    await caller.page.reload();
    const page = await colleague(ana.email, tones.ana);
    await byRelayAlone(page.context());
    await page.reload();
    await chooseStatus(page, "Ready");
    await call(caller);
    await accept(page);
    await hears(page, tones.customer);
    await hears(caller, tones.ana);
    expect(relay.ways()).toBeGreaterThanOrEqual(2);
  } finally {
    // The next test finds a house without a relay.
    await floor.kill();
    await relay.close();
  }
});
