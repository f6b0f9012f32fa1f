/** How much is broken, how often, and under which load. */
export interface Profile {
  readonly name: string;
  readonly conversations: number;
  readonly agents: number;
  readonly capacity: number;
  readonly messagesPerSecond: number;
  readonly serverKills: number;
  readonly databaseKills: number;
  /** The shortest and longest quiet time after a recovery, ms. Never below 2 s, which is what is measured. */
  readonly quietMs: readonly [number, number];
  /** Customers whose second page is behind a line that is cut, reset or half-open now and then. */
  readonly disturbed: number;
  /** Disturbances of such lines per second. */
  readonly disturbancesPerSecond: number;
  /** Pages that are killed and started again, per second. */
  readonly crashesPerSecond: number;
  /** Conversations handed back to the queue, per second. */
  readonly handBacksPerSecond: number;
}

const quick: Profile = {
  name: "quick",
  conversations: 200,
  agents: 25,
  capacity: 9,
  messagesPerSecond: 40,
  serverKills: 20,
  databaseKills: 10,
  quietMs: [2_300, 4_000],
  disturbed: 30,
  disturbancesPerSecond: 1,
  crashesPerSecond: 0.5,
  handBacksPerSecond: 0.5,
};

export const profiles: Readonly<Record<string, Profile>> = {
  quick,
  /** What `npm test` has time for: the same, with half as many kills. */
  short: { ...quick, name: "short", serverKills: 10, databaseKills: 5 },
  long: { ...quick, name: "long", serverKills: 300, databaseKills: 100, quietMs: [2_300, 6_000] },
};

/** A short run under which every planted defect must show itself. */
export const plantedProfile: Profile = {
  ...quick,
  name: "planted",
  conversations: 40,
  agents: 6,
  capacity: 8,
  serverKills: 5,
  databaseKills: 1,
  disturbed: 30,
  disturbancesPerSecond: 4,
};
