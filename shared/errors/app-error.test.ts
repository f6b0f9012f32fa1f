import { describe, expect, it } from "vitest";
import { AppError, fail, toWireError } from "./app-error.ts";
import { type ErrorCode, errorCatalogue, isErrorCode, pick } from "./catalogue.ts";

describe("the catalogue of errors", () => {
  it("has for every code a status of a failure and a whole sentence", () => {
    for (const [code, { status, message }] of Object.entries(errorCatalogue)) {
      expect(status, code).toBeGreaterThanOrEqual(400);
      expect(status, code).toBeLessThan(600);
      expect(message, code).toMatch(/^[A-Z].*\.$/s);
    }
  });

  it("knows its own codes, and nothing that merely sounds like one", () => {
    expect(isErrorCode("server.busy")).toBe(true);
    for (const no of ["server.lazy", "", "toString", "__proto__", 7, null])
      expect(isErrorCode(no)).toBe(false);
  });

  it("gives the entries that a procedure names, and no others", () => {
    expect(pick("server.busy", "file.empty")).toEqual({
      "server.busy": errorCatalogue["server.busy"],
      "file.empty": errorCatalogue["file.empty"],
    });
  });
});

describe("what goes over the wire", () => {
  it("is code, sentence and fields of a foreseen failure, never its context or cause", () => {
    const error = new AppError(
      "request.invalid",
      { secret: "SECRET" },
      { cause: new Error("SECRET"), fields: [{ field: "text", problem: "is empty" }] },
    );
    const wire = toWireError(error);
    expect(wire).toEqual({
      code: "request.invalid",
      message: errorCatalogue["request.invalid"].message,
      fields: [{ field: "text", problem: "is empty" }],
    });
    expect(JSON.stringify(wire)).not.toContain("SECRET");
  });

  it.each([new Error("SECRET select * from users"), "SECRET", null, undefined, { code: "server.busy" }])(
    "says of a bug only that there was one",
    (bug) => {
      expect(toWireError(bug)).toEqual({ code: "internal", message: errorCatalogue.internal.message });
    },
  );

  it("is the same failure for every code when it is thrown in passing", () => {
    for (const code of Object.keys(errorCatalogue) as ErrorCode[]) {
      expect(() => fail(code)).toThrow(AppError);
      expect(toWireError(new AppError(code)).code).toBe(code);
    }
  });
});
