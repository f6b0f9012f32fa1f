import { type Call, isHere, isInTalk, type Leg } from "./call.ts";

/** What the media engine gives one leg: the legs it hears and sees, and whether it hears the music of those who wait. */
export interface Heard {
  readonly audio: readonly string[];
  readonly video: readonly string[];
  readonly music: boolean;
}

/** The whole routing of a call, by the leg that receives. A leg that is not in it receives nothing. */
export type RoutingMatrix = Readonly<Record<string, Heard>>;

/**
 * Who hears and sees whom. The one place where that is decided: the engine gives a leg what its row names and nothing
 * else, so a supervisor who listens or whispers is in no customer's row, whatever a client asks for.
 */
export function whoHears(call: Call): RoutingMatrix {
  if (call.cause !== null) return {};
  const here = call.legs.filter(isHere);
  return Object.fromEntries(here.map((leg) => [leg.id, heardBy(leg, here, call.legs)]));
}

/** The network of a telephone that is being called is for the staff who talk, as it is for whoever dials himself. */
const isAnnouncedTo = (source: Leg, leg: Leg): boolean =>
  source.state === "ringing" && source.early === true && leg.userId !== null && isInTalk(leg);

function heardBy(leg: Leg, here: readonly Leg[], all: readonly Leg[]): Heard {
  if (leg.place === "hold") return { audio: [], video: [], music: true };
  const sources = here.filter((other) => other.id !== leg.id && reaches(other, leg));
  // A customer with whom nobody talks yet waits, and hears that the line is not dead.
  const waits = leg.party === "customer" && !here.some((other) => other.id !== leg.id && isInTalk(other));
  return {
    audio: [
      ...sources.filter(({ muted }) => !muted),
      ...all.filter((source) => isAnnouncedTo(source, leg)),
    ].map(({ id }) => id),
    // A face is shown by those who take part; one who whispers is a voice.
    video: sources.filter((one) => one.video && isInTalk(one)).map(({ id }) => id),
    music: waits,
  };
}

const reaches = (source: Leg, leg: Leg): boolean => isInTalk(source) || isWhisperedTo(source, leg);

/** The words of a whispering supervisor are for the one he is beside, and only while that is somebody of staff. */
const isWhisperedTo = (source: Leg, leg: Leg): boolean =>
  source.mode === "whisper" &&
  source.besideLegId === leg.id &&
  leg.userId !== null &&
  (leg.party === "agent" || leg.party === "consulted");
