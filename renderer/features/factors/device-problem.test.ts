import { WebAuthnError } from "@simplewebauthn/browser";
import { describe, expect, it } from "vitest";
import { deviceProblem } from "./use-add-passkey.ts";

const thrown = (code: ConstructorParameters<typeof WebAuthnError>[0]["code"], name: string) =>
  new WebAuthnError({ message: "", code, cause: new Error("of the browser"), name });

describe("what a device says when it makes no passkey", () => {
  it.each([
    ["already", thrown("ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED", "InvalidStateError")],
    ["cancelled", thrown("ERROR_CEREMONY_ABORTED", "AbortError")],
    ["cancelled", thrown("ERROR_PASSTHROUGH_SEE_CAUSE_PROPERTY", "NotAllowedError")],
    ["cancelled", new DOMException("", "NotAllowedError")],
    ["failed", thrown("ERROR_INVALID_DOMAIN", "SecurityError")],
  ])("is told as %s", (said, error) => {
    expect(deviceProblem(error)).toBe(said);
  });

  it("is not taken for what the server refused", () => {
    expect([
      deviceProblem({ code: "auth.wrong_password" }),
      deviceProblem(new TypeError("fetch failed")),
    ]).toEqual([undefined, undefined]);
  });
});
