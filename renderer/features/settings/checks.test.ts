import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GeneralSettings } from "#shared/contract/house.ts";
import { defaultSettings } from "#shared/domain/settings.ts";
import { checkSettings } from "./checks.ts";

const whole: GeneralSettings = {
  name: "Lumina",
  contactDetails: { phone: "", email: "", website: "" },
  callPermissions: defaultSettings.callPermissions,
  dialing: { defaultCountry: "", ringSeconds: 30 },
  video: { enabled: false, storeRecordings: false },
  assistants: { agentbotUrl: "" },
  monitor: { coordinatorsTransfer: false, supervisorsSeen: "listen" },
  away: { returnMinutes: 5 },
  routing: { idleChatSeconds: 0, most: { chat: 4, voice: 1, video: 1 } },
};

describe("checking general settings before they are sent", () => {
  it("names each wrong field by its path", () => {
    const wrong = checkSettings({
      ...whole,
      name: " ",
      contactDetails: { phone: "1", email: "nobody", website: "lumina.example" },
      dialing: { defaultCountry: "br", ringSeconds: 30 },
      assistants: { agentbotUrl: "ftp://x.example" },
    });
    expect(wrong).toEqual({
      name: "empty",
      "contactDetails.email": "wrongEmail",
      "contactDetails.website": "wrongAddress",
      "dialing.defaultCountry": "wrongCountry",
      "assistants.agentbotUrl": "wrongAddress",
    });
  });

  it("says nothing of parts that one may not see", () => {
    expect(checkSettings({ video: whole.video })).toEqual({});
  });

  it("never holds back what the contract takes", () => {
    const text = fc.oneof(
      fc.constantFrom("", "https://a.example", "http://a.example/x?y", "BR", "it", "a@b.example", "x", " "),
      fc.webUrl(),
      fc.emailAddress(),
    );
    void fc.assert(
      fc.property(text, text, text, text, text, (name, email, website, defaultCountry, url) => {
        const settings = {
          ...whole,
          name,
          contactDetails: { phone: "", email, website },
          dialing: { defaultCountry, ringSeconds: 30 },
          assistants: { agentbotUrl: url },
        };
        if (GeneralSettings.safeParse(settings).success) expect(checkSettings(settings)).toEqual({});
      }),
    );
  });
});
