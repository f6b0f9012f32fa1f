import { describe, expect, it } from "vitest";
import { causeOfEnd, causeOfRefusal, statusOfCause } from "./end-causes.ts";

describe("why a call came to nothing", () => {
  it.each([
    [486, "busy"],
    [600, "busy"],
    [404, "no_such_number"],
    [484, "no_such_number"],
    [604, "no_such_number"],
    [408, "no_answer"],
    [480, "no_answer"],
    [603, "declined"],
    [487, "cancelled"],
    [403, "failed"],
    [503, "failed"],
    [302, "failed"],
  ] as const)("%i is: %s", (status, cause) => {
    expect(causeOfRefusal(status)).toBe(cause);
  });

  it("what the telephone network said counts more than what its gateway made of it", () => {
    expect(causeOfRefusal(500, 'Q.850 ;cause=17 ;text="User busy"')).toBe("busy");
    expect(causeOfRefusal(480, "SIP;cause=480, Q.850;cause=1")).toBe("no_such_number");
    expect(causeOfRefusal(486, "Q.850;cause=16")).toBe("busy");
  });

  it.each(["busy", "declined", "no_answer", "no_such_number", "cancelled", "failed"] as const)(
    "%s is told in words that another of us would understand",
    (cause) => {
      expect(causeOfRefusal(statusOfCause[cause])).toBe(cause);
    },
  );

  it("a caller who gives up has cancelled, unless another of his desks took it", () => {
    expect(causeOfEnd(undefined, false)).toBe("cancelled");
    expect(causeOfEnd('SIP;cause=200;text="Call completed elsewhere"', false)).toBe("transferred");
    expect(causeOfEnd("Q.850;cause=16", true)).toBe("hung_up");
  });
});
