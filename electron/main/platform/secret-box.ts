/** The parts of safeStorage that we call, as Electron 25 and 45 have them between them. */
export type SafeStorage = {
  isEncryptionAvailable?(): boolean;
  encryptString?(text: string): Buffer;
  decryptString?(sealed: Buffer): string;
  getSelectedStorageBackend?(): string;
  isAsyncEncryptionAvailable?(): Promise<boolean>;
  encryptStringAsync?(text: string): Promise<Buffer>;
  decryptStringAsync?(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>;
};

/** Seals text with a key that the operating system keeps. */
export type SecretBox = {
  /** False where there is no keychain, or only a make-believe one: then nothing may be written to the disk. */
  available(): Promise<boolean>;
  seal(text: string): Promise<Buffer>;
  open(sealed: Buffer): Promise<{ text: string; sealAgain: boolean }>;
};

/** One face for both shapes: asynchronous where it exists (Electron 45), else synchronous (Electron 25). */
export function secretBox(storage: SafeStorage, platform: NodeJS.Platform): SecretBox {
  const { encryptStringAsync, decryptStringAsync, isAsyncEncryptionAvailable } = storage;
  const isMakeBelieve = () =>
    // `basic_text` is a password that stands in Chromium's source.
    platform === "linux" && ["basic_text", "unknown"].includes(storage.getSelectedStorageBackend?.() ?? "");

  if (encryptStringAsync && decryptStringAsync && isAsyncEncryptionAvailable) {
    return {
      available: async () => !isMakeBelieve() && (await isAsyncEncryptionAvailable.call(storage)),
      seal: (text) => encryptStringAsync.call(storage, text),
      async open(sealed) {
        const { result, shouldReEncrypt } = await decryptStringAsync.call(storage, sealed);
        return { text: result, sealAgain: shouldReEncrypt };
      },
    };
  }
  return {
    available: async () => !isMakeBelieve() && (storage.isEncryptionAvailable?.() ?? false),
    seal: async (text) => storage.encryptString?.(text) ?? missing(),
    open: async (sealed) => ({ text: storage.decryptString?.(sealed) ?? missing(), sealAgain: false }),
  };
}

function missing(): never {
  throw new Error("this Electron has no way to seal text");
}
