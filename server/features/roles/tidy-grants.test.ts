import { describe, expect, it } from "vitest";
import { tidyGrants } from "./role-records.ts";

describe("the grants of a custom role", () => {
  it("are kept without what says nothing: all fields, ties of a scope that needs none, empty limits", () => {
    expect(
      tidyGrants({
        "skills.view": { scope: "all", fields: ["made up"], others: false, when: [] },
        "users.view": { scope: "all", by: "groups", fields: ["archived", "active", "invited", "blocked"] },
        "groups.view": { scope: "managed", by: "groups" },
      }),
    ).toEqual({
      "users.view": { scope: "all" },
      "groups.view": { scope: "managed", by: "groups" },
      "skills.view": { scope: "all" },
    });
  });

  it("keep every limit that they have", () => {
    const grants = {
      "users.massEdit": { scope: "managed", by: "groups", fields: ["skills"], others: true },
      "users.block": { scope: "all", roles: ["agent"] },
      "call.outbound": { scope: "own", when: ["outbound.allowed"] },
    } as const;
    expect(tidyGrants(grants)).toEqual(grants);
    expect(tidyGrants({ "users.view": { scope: "all", fields: [] } })).toEqual({
      "users.view": { scope: "all", fields: [] },
    });
  });
});
