import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

interface CreationOptions {
  readonly challenge: string;
  readonly rp: { readonly id?: string };
  readonly user: { readonly id: string };
  readonly excludeCredentials?: readonly { readonly id: string }[];
}

interface RequestOptions {
  readonly challenge: string;
  readonly rpId?: string;
}

/** What a test may have the authenticator do wrong. */
export interface Deviation {
  readonly challenge?: string;
  readonly origin?: string;
  readonly rpId?: string;
  /** No finger, face or PIN. */
  readonly unverified?: boolean;
  readonly userHandle?: string;
  readonly counter?: number;
  readonly brokenSignature?: boolean;
}

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest();
const base64url = (data: Buffer | string) => Buffer.from(data).toString("base64url");

/** Just as much CBOR as an authenticator speaks: whole numbers, bytes, text and maps. */
function cbor(value: number | string | Buffer | Map<unknown, unknown>): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string")
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  const entries = [...value].flatMap(([key, one]) => [cbor(key as number), cbor(one as number)]);
  return Buffer.concat([head(5, value.size), ...entries]);
}

function head(major: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(major << 5) | size]);
  if (size < 256) return Buffer.from([(major << 5) | 24, size]);
  return Buffer.from([(major << 5) | 25, size >> 8, size & 0xff]);
}

/** A passkey's authenticator in software: ES256, attestation "none". `origin`: the page that it is used on. */
export function createSoftwareAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const credentialId = randomBytes(32);
  let userId = "";
  let counter = 0;

  const clientData = (type: string, challenge: string, { origin: from = origin }: Deviation) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));

  const authenticatorData = (rpId: string, { unverified, counter: given }: Deviation, attested?: Buffer) => {
    const flags = 0x01 | (unverified ? 0 : 0x04) | (attested ? 0x40 : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(given ?? counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
  };

  return {
    /** Makes the passkey, as `navigator.credentials.create()` answers it. */
    create(options: CreationOptions, deviation: Deviation = {}) {
      userId = options.user.id;
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const coordinates: [number, Buffer][] = [
        [-2, Buffer.from(x, "base64url")],
        [-3, Buffer.from(y, "base64url")],
      ];
      const cose = cbor(new Map<number, number | Buffer>([[1, 2], [3, -7], [-1, 1], ...coordinates]));
      const length = Buffer.from([0, credentialId.length]);
      const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, cose]);
      const data = authenticatorData(deviation.rpId ?? options.rp.id ?? "", deviation, attested);
      const attestation = new Map<string, unknown>([
        ["fmt", "none"],
        ["attStmt", new Map()],
        ["authData", data],
      ]);
      const challenge = deviation.challenge ?? options.challenge;
      return {
        id: base64url(credentialId),
        rawId: base64url(credentialId),
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData("webauthn.create", challenge, deviation)),
          attestationObject: base64url(cbor(attestation)),
          transports: ["internal"],
        },
      };
    },

    /** Signs a challenge, as `navigator.credentials.get()` answers it. */
    get(options: RequestOptions, deviation: Deviation = {}) {
      counter += 1;
      const challenge = deviation.challenge ?? options.challenge;
      const client = clientData("webauthn.get", challenge, deviation);
      const data = authenticatorData(deviation.rpId ?? options.rpId ?? "", deviation);
      const signature = sign("sha256", Buffer.concat([data, sha256(client)]), privateKey);
      if (deviation.brokenSignature) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
      return {
        id: base64url(credentialId),
        rawId: base64url(credentialId),
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(data),
          signature: base64url(signature),
          userHandle: deviation.userHandle ?? userId,
        },
      };
    },
  };
}
