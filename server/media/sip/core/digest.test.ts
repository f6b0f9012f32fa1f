import { describe, expect, it } from "vitest";
import { splitMessage, valuesOf } from "../text/sip-text.ts";
import { digestAnswer, keepBestChallenge } from "./digest.ts";

const nonce = "dcd98b7102dd2f0e8b11d0f600bfb0c093";
const asked = { method: "GET", uri: "/dir/index.html", cnonce: "0a4f113b", count: 1 };
const mufasa = { user: "Mufasa", password: "Circle Of Life" };

describe("answering who we are", () => {
  it("computes the example of RFC 2617 3.5", () => {
    const challenge = { realm: "testrealm@host.com", nonce, qop: ["auth", "auth-int"], opaque: "5ccc" };

    expect(digestAnswer(mufasa, challenge, asked)).toContain('response="6629fae49393a05397450978507c4ef1"');
    expect(digestAnswer(mufasa, challenge, asked)).toContain("nc=00000001");
  });

  it("computes the example of RFC 7616 3.9.1 with SHA-256", () => {
    const challenge = {
      realm: "http-auth@example.org",
      nonce: "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
      algorithm: "SHA-256",
      qop: ["auth"],
    };
    const cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

    expect(
      digestAnswer({ user: "Mufasa", password: "Circle of Life" }, challenge, { ...asked, cnonce }),
    ).toContain('response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"');
  });

  it("does not answer what it does not know", () => {
    expect(digestAnswer(mufasa, { realm: "r", nonce, algorithm: "SHA-512-256" }, asked)).toBeUndefined();
    expect(digestAnswer(mufasa, { realm: "r", nonce, qop: ["auth-int"] }, asked)).toBeUndefined();
  });

  it("takes the strongest of several challenges", () => {
    const head = "SIP/2.0 401 Unauthorized\r\n";
    const line = (algorithm: string) => `WWW-Authenticate: Digest realm="r", nonce="n"${algorithm}\r\n`;
    const text = splitMessage(
      `${head}${line("")}${line(", algorithm=SHA-512-256")}${line(", algorithm=SHA-256")}\r\n`,
    );

    expect(valuesOf(keepBestChallenge(text!), "www-authenticate")).toEqual([
      'Digest realm="r", nonce="n", algorithm=SHA-256',
    ]);
  });
});
