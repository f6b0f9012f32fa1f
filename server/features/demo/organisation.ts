import type { QueueRules } from "#shared/domain/queue-rules.ts";
import type { DemoQueue } from "./people.ts";

/** Teams of the demo shop: who leads them, who belongs to them, by first part of the address. */
export const demoGroups = [
  {
    name: "Day team",
    leaders: ["rafael.lima"],
    members: ["ana.souza", "luca.rossi", "tom.becker", "priya.nair"],
    outboundCalls: null,
    callHistory: true,
  },
  {
    name: "Night team",
    leaders: ["giulia.conti"],
    members: ["maria.garcia", "helena.duarte"],
    outboundCalls: false,
    callHistory: null,
  },
] as const;

/** Supervisors of queues: a viewer sees their figures, an editor also moves their members. */
export const demoSupervisors: readonly {
  readonly who: string;
  readonly queue: DemoQueue;
  readonly level: "viewer" | "editor";
}[] = [
  { who: "rafael.lima", queue: "Orders", level: "editor" },
  { who: "rafael.lima", queue: "Technical", level: "editor" },
  { who: "rafael.lima", queue: "Billing", level: "viewer" },
];

/** How queues of the demo differ from what is usual: money first, returns may take a little longer. */
export const demoRules: Readonly<Partial<Record<DemoQueue, Partial<QueueRules>>>> = {
  Billing: { priority: 20, serviceLevel: { percent: 90, seconds: 45 } },
  Returns: { selection: "longest_idle", serviceLevel: { percent: 80, seconds: 120 } },
};

/** Skills and who holds them, 1 (learning) to 5 (expert). */
export const demoSkills: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Italian: { "luca.rossi": 5, "giulia.conti": 5 },
  Portuguese: { "ana.souza": 5, "helena.duarte": 5, "rafael.lima": 5 },
  Spanish: { "maria.garcia": 5, "ana.souza": 3 },
  Refunds: { "ana.souza": 4, "tom.becker": 3, "helena.duarte": 2 },
  Installation: { "luca.rossi": 4, "tom.becker": 5, "maria.garcia": 3 },
  // Nobody holds it, so it is the one that can be deleted.
  Wholesale: {},
};

/** Somebody who has not come yet. */
export const demoInvitation = {
  name: "Jonas Weber",
  email: "jonas.weber@lumina.example",
  role: "agent",
  invitedBy: "samuel.okafor",
  group: "Day team",
} as const;

/** The shop's own reasons for not being ready. */
export const demoStatuses = [
  { name: "Lunch", color: "orange", limitMinutes: 45, needsReason: false },
  { name: "Coffee break", color: "yellow", limitMinutes: 10, needsReason: false },
  { name: "Training", color: "violet", limitMinutes: null, needsReason: true },
] as const;
