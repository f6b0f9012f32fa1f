export { CallNote } from "./note-form.tsx";
export { openSoftphone } from "./open-softphone.ts";
export { Softphone } from "./softphone.tsx";
