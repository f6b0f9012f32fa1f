import { maxFileBytes, StoredFile } from "#shared/contract/files.ts";
import { isErrorCode } from "#shared/errors/catalogue.ts";
import type { ServerPlace } from "./api.ts";
import type { ProblemCode } from "./errors.ts";

/** A failure with a code, for what does not go through the contract's client. */
export class FileProblem extends Error {
  override readonly name = "FileProblem";
  readonly code: ProblemCode;
  constructor(code: ProblemCode) {
    super(code);
    this.code = code;
  }
}

export interface Upload {
  readonly conversationId: string;
  readonly file: File;
  readonly onProgress: (share: number) => void;
  readonly signal: AbortSignal;
}

/** Files go up with progress and come down as blobs, because the page's policy shows no foreign image. */
export interface FilePort {
  upload(upload: Upload): Promise<StoredFile>;
  blob(fileId: string): Promise<Blob>;
  /** Somebody's profile photo, by the version that his record names. */
  photo(userId: string, version: string): Promise<Blob>;
  /** A file of a recording; `download`: it is to be kept, and the log says so. */
  recording(of: {
    readonly recordingId: string;
    readonly name: string;
    readonly download: boolean;
  }): Promise<Blob>;
}

/** What can be said of a file before it travels. */
export function refusalOf(file: { size: number }): ProblemCode | undefined {
  if (file.size === 0) return "file.empty";
  return file.size > maxFileBytes ? "file.too_large" : undefined;
}

/** The files of the server at this place. */
export function createFilePort(place: ServerPlace): FilePort {
  async function get(path: string, missing: ProblemCode = "file.not_found"): Promise<Blob> {
    const answer = await fetch(`${place.address}/api/v1${path}`, { credentials: place.credentials });
    if (answer.ok) return answer.blob();
    const code = ((await answer.json().catch(() => null)) as { code?: unknown } | null)?.code;
    throw new FileProblem(answer.status === 404 ? missing : isErrorCode(code) ? code : "internal");
  }
  return {
    upload: (upload) => new Promise((resolve, reject) => send(place, upload, resolve, reject)),
    blob: (fileId) => get(`/files/${encodeURIComponent(fileId)}`),
    photo: (userId, version) =>
      get(`/users/${encodeURIComponent(userId)}/photo?v=${encodeURIComponent(version)}`),
    recording: ({ recordingId, name, download }) =>
      get(
        `/recordings/${encodeURIComponent(recordingId)}/files/${encodeURIComponent(name)}${download ? "?download=1" : ""}`,
        "recording.not_here",
      ),
  };
}

// fetch() cannot tell how much has gone up; XMLHttpRequest can.
function send(
  place: ServerPlace,
  upload: Upload,
  done: (file: StoredFile) => void,
  failed: (e: Error) => void,
) {
  const refusal = refusalOf(upload.file);
  if (refusal) return failed(new FileProblem(refusal));
  const request = new XMLHttpRequest();
  const path = `/api/v1/conversations/${encodeURIComponent(upload.conversationId)}/files`;
  request.open("POST", place.address + path);
  request.withCredentials = place.credentials === "include";
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) upload.onProgress(event.loaded / event.total);
  };
  request.onload = () => {
    const answer = json(request.responseText);
    const stored = StoredFile.safeParse(answer);
    if (request.status < 300 && stored.success) return done(stored.data);
    const code = (answer as { code?: unknown } | undefined)?.code;
    failed(
      new FileProblem(isErrorCode(code) ? code : request.status === 413 ? "file.too_large" : "internal"),
    );
  };
  request.onerror = () => failed(new FileProblem("network"));
  request.onabort = () => failed(new FileProblem("timeout"));
  upload.signal.addEventListener("abort", () => request.abort());
  const form = new FormData();
  form.append("file", upload.file, upload.file.name);
  request.send(form);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
