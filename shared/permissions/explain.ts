import { areas, isBuilt } from "./areas.ts";
import { fieldsOpen, type Refusal, type Resource, type Rights, reachesRole, refusal } from "./can.ts";
import { fieldsOf, type Grant, type Grants, type Permission, permissions } from "./catalogue.ts";
import { type ActorCondition, conditions, isActorCondition } from "./conditions.ts";
import { type ExplanationStep, step } from "./explain-step.ts";
import { type ThingNames, tiesOf } from "./explain-ties.ts";
import type { RoleBook } from "./role-book.ts";

export type Because =
  | Refusal
  | "no_grant"
  | "actor_condition"
  | "field"
  | "not_built"
  | "missing"
  | "blocked"
  | "second_factor";

/** The person that is asked about. */
export interface ExplainedPerson {
  readonly name: string;
  readonly roleName: string;
  /** As the rules see him: grants whose conditions do not hold are left out. */
  readonly rights: Rights;
  /** What his role has by the book, whether the conditions hold or not. */
  readonly granted: Grants;
  readonly holds: ReadonlySet<ActorCondition>;
  /** Keeps him from everything, whatever his role has. */
  readonly standing: "blocked" | "second_factor" | null;
}

/** The thing that is asked about, with the names that sentences need. */
export interface ExplainedThing extends ThingNames {
  readonly resource: Resource;
}

export interface ExplainQuestion {
  readonly person: ExplainedPerson;
  readonly permission: Permission;
  /** `missing`: it is not there, or is another workspace's, which looks the same. Absent: to anything at all. */
  readonly thing?: ExplainedThing | "missing" | undefined;
  /** One part of what the permission opens. */
  readonly field?: string | undefined;
  readonly book: RoleBook;
}

export interface AccessExplanation {
  readonly allowed: boolean;
  readonly because: Because | null;
  readonly grant: Grant | null;
  readonly steps: readonly ExplanationStep[];
}

/**
 * Why somebody may or may not do something. The verdict is `can()`'s own: this only finds words for it. A part that is
 * not built yet is open to nobody, whatever roles have of it.
 */
export function explainAccess(question: ExplainQuestion): AccessExplanation {
  const because = verdict(question);
  const { person, permission } = question;
  return {
    allowed: because === null,
    because,
    grant: person.granted[permission] ?? null,
    steps: stepsOf(question),
  };
}

function verdict({ person, permission, thing, field }: ExplainQuestion): Because | null {
  if (!isBuilt(permissions[permission].area)) return "not_built";
  if (person.standing) return person.standing;
  if (!person.granted[permission]) return "no_grant";
  const grant = person.rights.grants[permission];
  if (!grant) return "actor_condition";
  if (thing === "missing") return "missing";
  const refused = thing && refusal(person.rights, grant, thing.resource);
  if (refused) return refused;
  return field === undefined || opens(person, permission, field) ? null : "field";
}

const opens = ({ rights }: ExplainedPerson, permission: Permission, field: string): boolean =>
  fieldsOpen(rights, permission, fieldsOf(permission)).includes(field);

function stepsOf(question: ExplainQuestion): ExplanationStep[] {
  const { person, permission, thing } = question;
  const grant = person.granted[permission];
  const { area, says } = permissions[permission];
  const role = person.roleName;
  const steps = isBuilt(area)
    ? []
    : [
        step("not_built", false, `The part “${areas[area].says}” is not there yet: nobody can do this.`, {
          area,
        }),
      ];
  steps.push(...standingSteps(person));
  if (!grant)
    return [
      ...steps,
      step("no_grant", false, `The role ${role} does not have: ${says}.`, { role, permission }),
    ];
  steps.push(step("grant", true, `The role ${role} has: ${says}.`, { role, permission }));
  steps.push(...personConditions(person, grant));
  // Another workspace's thing looks the same as none.
  if (thing === "missing" || (thing && thing.resource.workspaceId !== person.rights.workspaceId))
    steps.push(step("missing", false, "There is no such thing in this workspace, or no longer."));
  const known = thing === "missing" ? undefined : thing;
  steps.push(scopeStep(person, grant, known));
  if (known) steps.push(...tiesOf(person, grant, known), ...limitSteps(question, grant, known));
  return [...steps, ...fieldSteps(question)];
}

function standingSteps({ name, roleName, standing }: ExplainedPerson): ExplanationStep[] {
  if (standing === "blocked")
    return [step("blocked", false, `${name} is blocked or archived, and cannot sign in.`, { name })];
  if (standing === "second_factor") {
    const text = `The role ${roleName} needs a second factor, which ${name} has not set up: only the own profile is open.`;
    return [step("second_factor", false, text, { name, role: roleName })];
  }
  return [];
}

function personConditions({ holds }: ExplainedPerson, grant: Grant): ExplanationStep[] {
  return (grant.when ?? []).filter(isActorCondition).map((condition) => {
    const met = holds.has(condition);
    const text = `It counts only when ${conditions[condition].says}: ${met ? "this is so" : "this is not so"}.`;
    return step("actor_condition", met, text, { condition });
  });
}

const scopeWords = {
  own: "one's own things only",
  groups: "the people of groups that one leads, what is theirs, and one's own",
  assigned: "the queues that one is assigned to as a supervisor, and one's own things",
  queues: "the queues that one answers or is assigned to, and one's own things",
  managed: "the groups that one leads, the queues that one answers or is assigned to, and one's own things",
  all: "everything in the workspace",
} as const;

function scopeStep({ rights }: ExplainedPerson, grant: Grant, thing?: ExplainedThing): ExplanationStep {
  const scope = grant.scope === "managed" ? (grant.by ?? "managed") : grant.scope;
  const { by } = grant;
  const reached = !thing || refusal(rights, { scope: grant.scope, by }, thing.resource) === null;
  return step("scope", reached, `It reaches ${scopeWords[scope]}.`, { scope });
}

/** What limits the grant beside its scope: not oneself, roles, conditions of the thing. */
const limitSteps = (question: ExplainQuestion, grant: Grant, { resource }: ExplainedThing) => [
  ...selfSteps(question.person, grant, resource),
  ...roleSteps(question, grant, resource),
  ...thingConditions(grant, resource),
];

function selfSteps({ name, rights }: ExplainedPerson, grant: Grant, resource: Resource): ExplanationStep[] {
  if (!grant.others) return [];
  const self = resource.ownerId === rights.id;
  const text = self ? `Nobody may do this to himself, ${name} neither.` : "It is about somebody else.";
  return [step("self", !self, text, { name })];
}

function roleSteps({ person, book }: ExplainQuestion, grant: Grant, resource: Resource): ExplanationStep[] {
  const { roles } = grant;
  if (roles === undefined || !resource.role) return [];
  const nameOf = (key: string) => book.get(key)?.name ?? key;
  const limit =
    roles === "below" ? `roles below ${person.roleName}` : `the roles ${roles.map(nameOf).join(", ")}`;
  const reached = reachesRole(person.rights, grant, resource.role);
  const role = nameOf(resource.role.key);
  const text = `It reaches people of ${limit}: ${role} is ${reached ? "" : "not "}among them.`;
  return [step("role", reached, text, { limit, role })];
}

const thingConditions = (grant: Grant, { holds = [] }: Resource): ExplanationStep[] =>
  (grant.when ?? []).flatMap((condition) => {
    if (isActorCondition(condition)) return [];
    const met = holds.includes(condition);
    const text = `It counts only when ${conditions[condition].says}: this is ${met ? "" : "not "}so.`;
    return [step("condition", met, text, { condition })];
  });

function fieldSteps({ person, permission, field }: ExplainQuestion): ExplanationStep[] {
  const limit = person.granted[permission]?.fields;
  if (field === undefined) {
    if (!limit) return [];
    return [
      step("fields", true, `It opens these parts alone: ${limit.join(", ")}.`, { fields: limit.join(", ") }),
    ];
  }
  const open = (limit ?? fieldsOf(permission)).includes(field) && fieldsOf(permission).includes(field);
  return [step("field", open, `The part “${field}” is ${open ? "" : "not "}open to this role.`, { field })];
}
