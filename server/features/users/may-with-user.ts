import { roleName } from "#server/platform/permissions/role-name.ts";
import type { UserProfile, UserSummary } from "#shared/contract/users.ts";
import { type Actor, fieldsOpen } from "#shared/permissions/can.ts";
import { accountFields, personalFields } from "#shared/permissions/catalogue.ts";
import { isWithinOwn, mayGive } from "#shared/permissions/giving-roles.ts";
import type { RoleBook } from "#shared/permissions/role-book.ts";
import { type Person, reaches, seesGroup } from "./person.ts";

/** The role to which the ownership goes. */
const heirs = "administrator";

/** Does this role hold the ownership? It moves by its transfer alone. */
export const holdsOwnership = (book: RoleBook, role: string): boolean =>
  book.grantsOf(role)["ownership.transfer"] !== undefined;

/** The roles that somebody may give this person; none: his role stays. */
export function rolesFor(actor: Actor, person: Person, book: RoleBook) {
  const isFixed = person.id === actor.id || holdsOwnership(book, person.role);
  if (isFixed || !reaches(actor, "users.role.change", person, book)) return [];
  return book.roles.filter((role) => mayGive(book, actor, role));
}

/**
 * May he change this person's address? Whoever has the address can choose a new password: of somebody whose role allows
 * more than his own, he would get hold of it. One's own is confirmed by its owner, in the profile.
 */
export function mayReaddress(actor: Actor, person: Person, book: RoleBook): boolean {
  const grant = actor.grants["users.personal.edit"];
  const role = book.get(person.role);
  if (!grant || person.id === actor.id) return false;
  return role === undefined || isWithinOwn(book, actor, grant, role);
}

const mayWith = (actor: Actor, person: Person, book: RoleBook) => {
  const may = (permission: Parameters<typeof reaches>[1]) => reaches(actor, permission, person, book);
  const isSelf = person.id === actor.id;
  return {
    personal: may("users.personal.edit")
      ? fieldsOpen(actor, "users.personal.edit", personalFields).filter(
          (one) => one !== "email" || mayReaddress(actor, person, book),
        )
      : [],
    account: may("users.account.edit") ? [...fieldsOpen(actor, "users.account.edit", accountFields)] : [],
    photo: may("users.photo.edit"),
    roles: rolesFor(actor, person, book).map(({ key }) => roleName(book, key)),
    block: !isSelf && may("users.block"),
    signIns: may("users.signIns.view"),
    statusLog: may("reports.statusLog.view"),
    setStatus:
      may("status.setForOthers") &&
      book.grantsOf(person.role)["status.set"] !== undefined &&
      person.state === "active",
    takeOwnership: !isSelf && person.role === heirs && person.state === "active" && may("ownership.transfer"),
  };
};

const ofGroups = (actor: Actor, person: Person, groups: Person["groups"]) =>
  person.id === actor.id ? [...groups] : groups.filter(({ id }) => seesGroup(actor, id));

/** A person as a list shows him to somebody: groups that this one may not know of are left out. */
export const toSummary = (actor: Actor, person: Person, book: RoleBook): UserSummary => {
  const { workspaceId: _, ledGroups: __, createdAt, lastSeenAt, ...rest } = person;
  return {
    ...rest,
    roleName: book.get(person.role)?.name ?? person.role,
    groups: ofGroups(actor, person, person.groups),
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    // Brands are given by the contract's output check, through which every answer goes.
  } as UserSummary;
};

/** A person's profile as somebody sees it, with what he may change of it. */
export const toProfile = (actor: Actor, person: Person, book: RoleBook): UserProfile => ({
  ...toSummary(actor, person, book),
  may: mayWith(actor, person, book),
  isSelf: person.id === actor.id,
  ledGroups: ofGroups(actor, person, person.ledGroups),
});
