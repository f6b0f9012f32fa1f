import type { RecordingCourse } from "#shared/domain/calls/index.ts";

/** The recording of a call that goes on, or that was over a moment ago. */
export interface CallRecording extends RecordingCourse {
  readonly id: string;
  /** Below the folder of recordings of the server whose engine it is. */
  readonly folder: string;
  readonly pictures: boolean;
  readonly mediaNode: string;
}

/** Of `calls k`. */
export const recordingColumn = `(select json_build_object('id', r.id, 'state', r.state, 'consent', r.consent,
    'folder', r.folder, 'pictures', r.pictures, 'mediaNode', r.media_node)
  from recordings r where r.call_id = k.id and r.state not in ('complete', 'erased')) as recording`;
