/** The first start of a large program may read all of it from a cold disk, beside everything else that does. */
export const coldStartMs = 240_000;
