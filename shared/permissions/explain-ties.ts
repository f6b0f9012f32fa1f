import type { Resource, Rights } from "./can.ts";
import type { Grant } from "./catalogue.ts";
import type { ExplanationStep } from "./explain-step.ts";

/** Names for the ids in a resource. */
export interface ThingNames {
  /** What the thing is called: a person, a group, a queue, a conversation. */
  readonly name: string;
  readonly groupNames: Readonly<Record<string, string>>;
  readonly queueName?: string | undefined;
}

interface Person {
  readonly name: string;
  readonly rights: Rights & { readonly editorQueueIds?: readonly string[] };
}
type Thing = ThingNames & { readonly resource: Resource };
type Step = ExplanationStep;

/** What ties a person to a thing, for grants that do not reach everything: it is his own, a group he leads, a queue. */
export function tiesOf(person: Person, grant: Grant, thing: Thing): Step[] {
  if (grant.scope === "all") return [];
  const { resource, name } = thing;
  const steps: Step[] = [];
  const own = resource.ownerId === person.rights.id;
  if (resource.ownerId !== undefined) {
    const text = own ? `${name} is ${person.name}'s own.` : `${name} is not ${person.name}'s own.`;
    steps.push({ code: "tie.own", holds: own, text, values: { name: person.name, thing: name } });
  }
  if (grant.scope === "own" || own) return steps;
  if (grant.by === undefined || grant.by === "groups") steps.push(...groupTies(person, thing));
  if (grant.by !== "groups" && resource.queueId != null)
    steps.push(queueTie(person, grant, thing, resource.queueId));
  return steps;
}

function groupTies({ name, rights }: Person, { resource, groupNames, name: thing }: Thing): Step[] {
  const groups = resource.groupIds ?? [];
  if (groups.length === 0) {
    const text = `${thing} belongs to no group that somebody could lead.`;
    return [{ code: "tie.no_group", holds: false, text, values: { name, thing } }];
  }
  return groups.map((id) => {
    const leads = rights.ledGroupIds.includes(id);
    const group = groupNames[id] ?? id;
    const text = `${name} ${leads ? "leads" : "does not lead"} the group ${group}${thing === group ? "" : ` of ${thing}`}.`;
    return {
      code: leads ? "tie.leads" : "tie.leads_not",
      holds: leads,
      text,
      values: { name, group, thing },
    };
  });
}

function queueTie({ name, rights }: Person, { by }: Grant, thing: Thing, queueId: string): Step {
  const queue = thing.queueName ?? queueId;
  const values = { name, queue };
  const assigned = rights.assignedQueueIds.includes(queueId);
  if (assigned) {
    const level = rights.editorQueueIds?.includes(queueId) ? "editor" : "viewer";
    const text = `${name} is assigned to the queue ${queue} as ${level}.`;
    return { code: "tie.assigned", holds: true, text, values: { ...values, level } };
  }
  const member = rights.queueIds.includes(queueId);
  if (member) {
    // A member answers the queue; that is no tie for what supervisors watch.
    const holds = by !== "assigned";
    const text = holds
      ? `${name} answers the queue ${queue}.`
      : `${name} answers the queue ${queue}, but is not assigned to it as a supervisor.`;
    return { code: holds ? "tie.answers" : "tie.answers_only", holds, text, values };
  }
  const text = `${name} neither answers the queue ${queue} nor is assigned to it.`;
  return { code: "tie.no_queue", holds: false, text, values };
}
