/** Media that a conversation may have, the lightest first. */
export const media = ["chat", "voice", "video"] as const;
export type Medium = (typeof media)[number];

/** A thing for each medium. */
export type PerMedium<T> = Readonly<Record<Medium, T>>;

/** The same for each medium, made anew. */
export const perMedium = <T>(make: (medium: Medium) => T): PerMedium<T> => ({
  chat: make("chat"),
  voice: make("voice"),
  video: make("video"),
});
