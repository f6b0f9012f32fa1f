import { describe, expect, it } from "vitest";
import { refusedFields } from "./errors.ts";

describe("the fields that the server refused", () => {
  it("are named as the form names them", () => {
    const error = {
      code: "request.invalid",
      data: { fields: [{ field: "body.phone", problem: "too long" }] },
    };
    expect(refusedFields(error)).toEqual(["phone"]);
  });

  it("are none when the failure was another one", () => {
    expect([new TypeError("fetch failed"), null, { data: {} }].flatMap(refusedFields)).toEqual([]);
  });
});
