import { describe, expect, it } from "vitest";
import { eachApart } from "./each-apart.ts";

describe("doing something with each", () => {
  it("does the others when one cannot be done, in their order, and says which one it was", async () => {
    const said: object[] = [];
    const log = { error: (about: object) => void said.push(about) };

    const done = await eachApart([1, 2, 3], { log, what: "halves" }, async (number) => {
      if (number === 2) throw new Error("no");
      return number * 10;
    });

    expect(done).toEqual([10, 30]);
    expect(said).toMatchObject([{ what: "halves", item: 2, err: new Error("no") }]);
  });

  it("says of a row which one it was, but no name and no telephone number", async () => {
    const said: { item?: unknown }[] = [];
    const log = { error: (about: object) => void said.push(about) };
    const row = { legId: "leg", remoteNumber: "+39333", call: { id: "call", legs: [{ phone: "+39333" }] } };

    await eachApart([row], { log, what: "calls" }, async () => {
      throw new Error("no");
    });

    expect(said[0]?.item).toEqual({ legId: "leg", call: { id: "call" } });
  });
});
