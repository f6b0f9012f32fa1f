import type { Floor } from "./floor.ts";
import type { Profile } from "./profiles.ts";
import type { Random } from "./random.ts";
import { handBack } from "./system/api.ts";
import type { Workspace } from "./system/workspace.ts";

const words =
  "where is my parcel please it should have come on monday and now the lamp flickers thank you".split(" ");

export interface WorkloadOptions {
  readonly floor: Floor;
  readonly profile: Profile;
  readonly random: Random;
  readonly workspace: Workspace;
  readonly address: string;
}

/** Lets everybody write, hand back and crash at the profile's rates. Returns what stops it. */
export function startWorkload(options: WorkloadOptions): () => void {
  const { floor, profile, random } = options;
  let count = 0;
  const text = () => {
    const length = Math.floor(random.between(4, 30));
    return `#${++count} ${Array.from({ length }, () => random.pick(words)).join(" ")}`;
  };
  const write = () => {
    const customer = random.pick(floor.customers);
    const holder = random.chance(0.5) ? floor.holderOf(customer.conversationId) : undefined;
    const author = holder?.client ?? customer.pages[random.chance(0.7) ? 0 : 1].client;
    void author.send(customer.conversationId, text());
  };
  const handOne = () => {
    const agent = random.pick(floor.agents);
    const conversation = [...agent.mine.values()][0];
    if (!conversation) return;
    // Refused or lost on the way: the news tells how it went.
    handBack(options.address, agent.token, conversation, options.workspace.queueId).catch(() => undefined);
  };
  const crashOne = () => void random.pick(random.pick(floor.customers).pages).crash();

  const stops = [
    repeat(profile.messagesPerSecond, write),
    repeat(profile.handBacksPerSecond, handOne),
    repeat(profile.crashesPerSecond, crashOne),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Runs something so many times a second on the average, also when timers are late. */
export function repeat(perSecond: number, run: () => void): () => void {
  if (perSecond <= 0) return () => undefined;
  const began = performance.now();
  let done = 0;
  const timer = setInterval(() => {
    for (const due = ((performance.now() - began) / 1_000) * perSecond; done < Math.floor(due); done++) run();
  }, 10);
  return () => clearInterval(timer);
}
