import { type Api, Refused } from "./api.ts";
import type { ChatState, Upload } from "./chat-state.ts";

/** As the contract has it; importing its value would bring zod along. A test compares the two. */
export const maxFileBytes = 10 * 1024 * 1024;
export const maxFiles = 10;

export interface UploadDeps {
  readonly api: Pick<Api, "upload">;
  readonly newId: () => string;
  readonly read: () => ChatState;
  readonly set: (change: Partial<ChatState>) => void;
}

/** Files on their way to the server; they go with the next message. */
export function createUploads({ api, newId, read, set }: UploadDeps) {
  const change = (id: string, next: Upload | null) =>
    set({ uploads: read().uploads.flatMap((each) => (each.id === id ? (next ?? []) : each)) });
  const complain = (code: string, name: string) => set({ notice: { code, name } });

  async function upload(conversationId: string, file: File): Promise<void> {
    if (file.size > maxFileBytes) return complain("file.too_large", file.name);
    if (file.size === 0) return complain("file.empty", file.name);
    const entry: Upload = { id: newId(), name: file.name, size: file.size, stored: null };
    set({ uploads: [...read().uploads, entry] });
    try {
      change(entry.id, { ...entry, stored: await api.upload(conversationId, file) });
    } catch (error) {
      change(entry.id, null);
      complain(error instanceof Refused ? error.code : "file.failed", file.name);
    }
  }

  return {
    add(conversationId: string, files: readonly File[]): void {
      set({ notice: null });
      const room = maxFiles - read().uploads.length;
      if (files.length > room) complain("file.too_many", files[room]?.name ?? "");
      for (const file of files.slice(0, room)) void upload(conversationId, file);
    },
    remove: (id: string) => change(id, null),
  };
}
