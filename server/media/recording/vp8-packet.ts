/** Where the picture's own bytes begin in a packet of VP8 (RFC 7741, 4.2); undefined when it is none. */
export function vp8Start(payload: Uint8Array): number | undefined {
  const [first] = payload;
  if (first === undefined) return undefined;
  if ((first & 0x80) === 0) return 1;
  const extension = payload[1] ?? 0;
  let place = 2;
  // The picture's number: one byte or two.
  if (extension & 0x80) place += (payload[place] ?? 0) & 0x80 ? 2 : 1;
  // The index of its layer, and which layer it is in.
  if (extension & 0x40) place += 1;
  if (extension & 0x30) place += 1;
  return place < payload.length ? place : undefined;
}

/** Whether a packet begins a picture (RFC 7741, 4.2: the S bit, of the first partition). */
export const beginsPicture = (payload: Uint8Array): boolean =>
  ((payload[0] ?? 0) & 0x10) !== 0 && ((payload[0] ?? 0) & 0x07) === 0;

/** Whether a picture needs no earlier one (RFC 6386, 9.1: the lowest bit is 0). */
export const isKeyPicture = (picture: Uint8Array): boolean => ((picture[0] ?? 1) & 1) === 0;

/** Whether a packet begins a picture that needs no earlier one. */
export function beginsKeyPicture(payload: Uint8Array): boolean {
  const start = vp8Start(payload);
  return start !== undefined && beginsPicture(payload) && isKeyPicture(payload.subarray(start));
}

/** Width and height of a picture that needs no earlier one (RFC 6386, 9.1: after the start code, 14 bits each). */
export function sizeOfKeyPicture(picture: Uint8Array): { readonly width: number; readonly height: number } {
  const at = (place: number) => picture[place] ?? 0;
  return {
    width: (at(6) | (at(7) << 8)) & 0x3fff,
    height: (at(8) | (at(9) << 8)) & 0x3fff,
  };
}
