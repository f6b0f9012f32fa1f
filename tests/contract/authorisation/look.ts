import { errorCatalogue } from "#shared/errors/catalogue.ts";
import { isPermission } from "#shared/permissions/catalogue.ts";
import type { Call } from "../../matrix/call.ts";
import type { Desk } from "../../matrix/floor.ts";
import type { Answer } from "../support/fixtures.ts";
import type { Expectation, Fine } from "./expectation.ts";
import { type Question, type Relation, reaches } from "./reference.ts";
import type { World } from "./world.ts";

const relations: readonly Relation[] = ["own", "managed", "other", "foreign", "missing"];

/** The procedure of a row that says in brackets what else its input names. */
export const procedureOf = (row: string): string => row.replace(/ \(.*\)$/, "");

export interface Asked {
  readonly call: Call;
  readonly world: World;
  readonly actor: Desk;
  readonly name: string;
  readonly row: Expectation;
}

/** What may be answered: any of these. */
function expected(row: Expectation, question: Question): readonly Fine[] {
  const { access, hidden } = row;
  if (isPermission(access) && !question.grants[access]) return ["permission.denied"];
  if (!row.kind || !hidden) return row.fine;
  if (question.relation === "foreign" || question.relation === "missing") return [hidden];
  // Somebody else's session or offer is not his, whatever else he may do.
  if (row.kind === "session" || row.kind === "offer")
    return question.relation === "own" ? row.fine : [hidden];
  return expectedWithin(row, hidden, question);
}

/** Of a thing of his own workspace. */
function expectedWithin({ access, seenBy, refused, fine }: Expectation, hidden: Fine, question: Question) {
  const may = isPermission(access) && reaches(question, access);
  const seen = seenBy ? seenBy.some((permission) => reaches(question, permission)) : may;
  if (!seen) return [hidden];
  return may ? fine : (refused ?? fine);
}

const isOne = (answer: Answer, fine: readonly Fine[]): boolean =>
  fine.some((one) =>
    one === 200
      ? answer.status === 200
      : answer.status === errorCatalogue[one].status && answer.body?.code === one,
  );

/** Asks about the thing that stands so to the actor; null when there is none such. */
async function ask(
  { call, world, actor, name, row }: Asked,
  relation: Relation | null,
): Promise<Answer | null> {
  const id = row.kind && relation ? await world.thing(row.kind, relation, actor) : "";
  if (id === undefined) return null;
  const { headers } = row.ownSession ? await world.again(actor) : actor;
  return call(headers, procedureOf(name), await row.input(id, world.floor));
}

const questionOf = ({ world, actor, row }: Asked, relation: Relation | null): Question => ({
  grants: world.book.grantsOf(actor.role),
  role: actor.role,
  book: world.book,
  kind: row.kind ?? "user",
  relation: relation ?? "own",
  thingRole: relation === "own" ? actor.role : "agent",
});

/** Asks as one person, of things that stand to him in every way. */
export async function look(asked: Asked): Promise<{ readonly cells: number; readonly wrong: string[] }> {
  const { world, actor, name, row } = asked;
  const who = `${world.scheme} ${actor.role}`;
  const wrong: string[] = [];
  const bodies = new Map<Relation | null, string>();
  for (const relation of row.kind ? (row.relations ?? relations) : [null]) {
    const answer = await ask(asked, relation);
    if (!answer) continue;
    bodies.set(relation, JSON.stringify(answer.body));
    const fine = expected(row, questionOf(asked, relation));
    const said = `answered ${answer.status} ${answer.body?.code ?? ""}`;
    if (!isOne(answer, fine))
      wrong.push(`${who}, ${relation ?? "himself"}: ${name} should answer ${fine.join(" or ")}, ${said}`);
  }
  // Nobody can tell a thing of another workspace from nothing at all.
  if (bodies.get("foreign") !== bodies.get("missing"))
    wrong.push(`${who}: ${name} tells foreign things from missing ones`);
  return { cells: bodies.size, wrong };
}
