import type { en } from "./en.ts";
import type { enCalls } from "./en-calls.ts";
import type { enDesk } from "./en-desk.ts";
import type { enFactors } from "./en-factors.ts";
import type { enHouse } from "./en-house.ts";
import type { enLibrary } from "./en-library.ts";
import type { enLogged } from "./en-logged.ts";
import type { enOwn } from "./en-own.ts";
import type { enPeople } from "./en-people.ts";
import type { enPlaces } from "./en-places.ts";
import type { enQueueRules } from "./en-queue-rules.ts";
import type { enRoles } from "./en-roles.ts";
import type { enRoutingWhy } from "./en-routing-why.ts";
import type { enSetup } from "./en-setup.ts";
import type { enStatus } from "./en-status.ts";
import type { enTeams } from "./en-teams.ts";

type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** What a language has to bring: every key of the English texts. */
export type Dictionary = Texts<typeof en>;
export type CallTexts = Texts<typeof enCalls>;
export type DeskTexts = Texts<typeof enDesk>;
export type PlaceTexts = Texts<typeof enPlaces>;
export type QueueRuleTexts = Texts<typeof enQueueRules>;
export type RoleTexts = Texts<typeof enRoles>;
export type RoutingWhyTexts = Texts<typeof enRoutingWhy>;
export type SetupTexts = Texts<typeof enSetup>;
export type HouseTexts = Texts<typeof enHouse>;
export type LoggedTexts = Texts<typeof enLogged>;
export type FactorTexts = Texts<typeof enFactors>;
export type PeopleTexts = Texts<typeof enPeople>;
export type StatusTexts = Texts<typeof enStatus>;
export type TeamTexts = Texts<typeof enTeams>;
export type OwnTexts = Texts<typeof enOwn>;
export type LibraryTexts = Texts<typeof enLibrary>;
