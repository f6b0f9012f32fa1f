import { isOpen, type Place } from "#shared/permissions/places.ts";
import { type SchemeName, type SchemeRole, schemes } from "#shared/permissions/schemes/index.ts";

/** The scheme's roles that open a place, conditions aside. */
export const rolesThatOpen = (scheme: SchemeName, place: Place): readonly SchemeRole[] =>
  schemes[scheme].roles.filter(({ grants }) => isOpen({ grants, needsSecondFactor: false }, place));

/** The scheme's roles that give other people other roles, the highest first. */
export const rolesThatRule = (scheme: SchemeName): readonly SchemeRole[] =>
  schemes[scheme].roles.filter(({ grants }) => grants["users.role.change"]).toReversed();
