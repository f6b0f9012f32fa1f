import { expect, it } from "vitest";
import { createVoiceTakes } from "./voice-takes.ts";

/** Open for what was said from 100 on. */
const takes = () => createVoiceTakes(() => (timestamp) => timestamp >= 100);

it("what was whispered and still is on its way is no part of the talk", () => {
  const voices = takes();
  voices.settle({ sofia: "aside" });
  expect(voices.of("sofia", 150, 0)).toBe("aside");
  voices.settle({ sofia: "staff" });
  expect([50, 99, 100, 50].map((said) => voices.of("sofia", said, 0))).toEqual([
    "aside",
    "aside",
    "staff",
    "staff",
  ]);
  voices.settle({ sofia: "aside" });
  expect(voices.of("sofia", 50, 0)).toBe("aside");
});

it("what was said in a pause or while muted is not recorded when it arrives afterwards", () => {
  const voices = takes();
  voices.settle({ anna: "staff" });
  expect(voices.of("anna", 100, 0)).toBe("staff");
  voices.settle({});
  expect(voices.of("anna", 120, 0)).toBeUndefined();
  voices.settle({ anna: "staff" });
  expect([50, 100].map((said) => voices.of("anna", said, 0))).toEqual([undefined, "staff"]);
});

it("who changes his mind before the gate has opened has let nothing through", () => {
  const voices = takes();
  voices.settle({ sofia: "aside" });
  voices.of("sofia", 150, 0);
  voices.settle({ sofia: "staff" });
  voices.settle({ sofia: "aside" });
  expect(voices.of("sofia", 150, 0)).toBe("aside");
});

it("who comes again has said nothing before", () => {
  const voices = takes();
  voices.settle({ anna: "staff" });
  voices.forget("anna");
  expect(voices.of("anna", 0, 0)).toBe("staff");
});
