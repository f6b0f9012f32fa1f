import { describe, expect, it } from "vitest";
import { type SafeStorage, secretBox } from "./secret-box.ts";

const turned = (text: string) => [...text].reverse().join("");

/** Electron 25.1: synchronous, and it does not tell which keychain it found. */
const electron25 = (isThere = true): SafeStorage => ({
  isEncryptionAvailable: () => isThere,
  encryptString: (text) => Buffer.from(turned(text)),
  decryptString: (sealed) => turned(sealed.toString()),
});

/** Electron 45: asynchronous; the old functions are still there, and must not be used. */
const electron45 = (backend: string, isThere = true): SafeStorage => ({
  isEncryptionAvailable: () => {
    throw new Error("deprecated");
  },
  encryptString: () => {
    throw new Error("deprecated");
  },
  getSelectedStorageBackend: () => backend,
  isAsyncEncryptionAvailable: async () => isThere,
  encryptStringAsync: async (text) => Buffer.from(turned(text)),
  decryptStringAsync: async (sealed) => ({ result: turned(sealed.toString()), shouldReEncrypt: true }),
});

describe("sealing a secret with the operating system's keychain", () => {
  it("works with the shape of Electron 25", async () => {
    const box = secretBox(electron25(), "linux");
    expect(await box.available()).toBe(true);
    expect(await box.open(await box.seal("token"))).toEqual({ text: "token", sealAgain: false });
  });

  it("works with the shape of Electron 45, and hears that the key was changed", async () => {
    const box = secretBox(electron45("gnome_libsecret"), "linux");
    expect(await box.available()).toBe(true);
    expect(await box.open(await box.seal("token"))).toEqual({ text: "token", sealAgain: true });
  });

  it.each(["basic_text", "unknown"])("does not trust Linux's %s, which is no keychain", async (backend) => {
    expect(await secretBox(electron45(backend), "linux").available()).toBe(false);
  });

  it("is not there where Electron says so", async () => {
    expect(await secretBox(electron25(false), "linux").available()).toBe(false);
    expect(await secretBox(electron45("gnome_libsecret", false), "linux").available()).toBe(false);
    expect(await secretBox({}, "linux").available()).toBe(false);
  });
});
