import { type Area, isBuilt } from "./areas.ts";
import type { Actor } from "./can.ts";
import type { Grant, Permission } from "./catalogue.ts";
import type { SchemeName } from "./schemes/scheme.ts";
import { standingRefusal } from "./standing.ts";

/** A permission that opens a place; `beyondOwn`: a grant on one's own things alone does not. */
export interface Opening {
  readonly permission: Permission;
  readonly beyondOwn?: true;
  /** Only a grant that reaches this part of the permission opens it. */
  readonly field?: string;
}

/** A place of the app: an entry of a menu, a page, and what an address leads to. */
export interface Place {
  readonly path: string;
  /** Its name is the text `places.<label>`. */
  readonly label: string;
  /** Schemes that call it otherwise. */
  readonly labelIn?: Partial<Record<SchemeName, string>>;
  readonly area: Area;
  /** Where its entry stands: the rail, its foot, or a group of Setup's list. */
  readonly at: "rail" | "foot" | "people" | "rights" | "house";
  /** Any of these opens it. */
  readonly opens: readonly Opening[];
}

const by = (...permissions: Permission[]): Opening[] => permissions.map((permission) => ({ permission }));

/**
 * The only list of places, in the order of the menus. Rail, Setup, routes, command palette, deep links and the landing
 * page derive from it. A place whose part of the product is not built yet is in no menu and has no route.
 */
export const places = [
  { path: "/workspace", label: "workspace", area: "workspace", at: "rail", opens: by("workspace.open") },
  {
    path: "/monitor",
    label: "monitor",
    area: "live",
    at: "rail",
    // What of Monitor is there so far; queues, agents and groups open it when they are.
    opens: by("monitor.conversations.view"),
  },
  {
    path: "/reports",
    label: "reports",
    area: "reports",
    at: "rail",
    opens: by(
      "reports.dashboard.view",
      "reports.overview.view",
      "reports.queues.view",
      "reports.groups.view",
      "reports.agents.view",
      "reports.channels.view",
      "reports.services.view",
      "reports.statusLog.view",
      "reports.own.view",
      "monitor.waiting.view",
    ),
  },
  {
    path: "/history",
    label: "history",
    area: "history",
    at: "rail",
    opens: by("history.view", "history.missed.view", "history.callbacks.view"),
  },
  {
    path: "/clients",
    label: "clients",
    labelIn: { "aivo-live": "clientsLive" },
    area: "clients",
    at: "rail",
    opens: by("clients.view"),
  },
  {
    path: "/setup/users",
    label: "users",
    area: "users",
    at: "people",
    opens: [{ permission: "users.view", beyondOwn: true }],
  },
  {
    path: "/setup/groups",
    label: "groups",
    area: "groups",
    at: "people",
    opens: by("groups.view"),
  },
  { path: "/setup/queues", label: "queues", area: "queues", at: "people", opens: by("queues.view") },
  { path: "/setup/skills", label: "skills", area: "skills", at: "people", opens: by("skills.manage") },
  { path: "/setup/roles", label: "roles", area: "roles", at: "rights", opens: by("roles.view") },
  { path: "/setup/access", label: "access", area: "roles", at: "rights", opens: by("access.explain") },
  {
    path: "/setup/activity",
    label: "activity",
    labelIn: { "aivo-live": "activityLive" },
    area: "activity",
    at: "rights",
    opens: by("activity.view"),
  },
  {
    path: "/setup/settings",
    label: "settings",
    area: "settings",
    at: "house",
    opens: by("settings.general"),
  },
  {
    path: "/setup/shortcuts",
    label: "shortcuts",
    area: "shortcuts",
    at: "house",
    // Whoever only uses his own and his groups' has them where he writes.
    opens: [{ permission: "shortcuts.view", beyondOwn: true }],
  },
  {
    path: "/setup/messages",
    label: "messages",
    area: "messages",
    at: "house",
    opens: by("messages.manage"),
  },
  {
    path: "/setup/topics",
    label: "topics",
    area: "topics",
    at: "house",
    opens: by("topics.manage", "topics.nested"),
  },
  { path: "/setup/tags", label: "tags", area: "topics", at: "house", opens: by("tags.manage") },
  {
    path: "/setup/dispositions",
    label: "dispositions",
    area: "queues",
    at: "house",
    opens: by("queues.manage"),
  },
  {
    path: "/setup/extensions",
    label: "extensions",
    area: "calls",
    at: "house",
    opens: by("call.extensions"),
  },
  {
    path: "/setup/phone-lines",
    label: "phoneLines",
    area: "phone",
    at: "house",
    opens: [{ permission: "settings.general", field: "dialing" }],
  },
  {
    path: "/setup/statuses",
    label: "statuses",
    area: "statuses",
    at: "house",
    opens: [{ permission: "settings.general", field: "statuses" }],
  },
  {
    path: "/setup/triggers",
    label: "triggers",
    area: "triggers",
    at: "house",
    opens: by("triggers.manage"),
  },
  { path: "/setup/security", label: "security", area: "security", at: "house", opens: by("security.manage") },
  {
    path: "/setup/assistants",
    label: "assistants",
    area: "assistants",
    at: "house",
    opens: by("assistants.manage"),
  },
  {
    path: "/setup/invitations",
    label: "siteInvitations",
    area: "triggers",
    at: "house",
    opens: by("triggers.manage"),
  },
  { path: "/setup/billing", label: "billing", area: "billing", at: "house", opens: by("billing.view") },
  { path: "/help", label: "help", area: "help", at: "foot", opens: by("help.view") },
  { path: "/profile", label: "profile", area: "profile", at: "foot", opens: by("profile.own") },
] as const satisfies readonly Place[];

export type PlacePath = (typeof places)[number]["path"];
type Labelled = (typeof places)[number];
type LabelsIn = Labelled extends infer P
  ? P extends { readonly labelIn: infer L }
    ? L[keyof L]
    : never
  : never;
/** The texts that places are named by, below `places.`. */
export type PlaceLabel = Labelled["label"] | LabelsIn;

/** Of whom a place asks whether it opens. */
export interface Visitor extends Pick<Actor, "needsSecondFactor"> {
  readonly grants: Readonly<Partial<Record<Permission, Pick<Grant, "scope" | "fields"> | undefined>>>;
}

/** Whether the part of the product is there. */
export const isThere = (place: Pick<Place, "area">): boolean => isBuilt(place.area);

/** Whether a place opens to somebody. */
export const isOpen = (visitor: Visitor, place: Place): boolean =>
  isThere(place) &&
  place.opens.some(({ permission, beyondOwn, field }) => {
    const grant = visitor.grants[permission];
    if (!grant || (beyondOwn && grant.scope === "own")) return false;
    if (field && grant.fields && !grant.fields.includes(field)) return false;
    const { needsSecondFactor } = visitor;
    return standingRefusal({ needsSecondFactor, viewedBy: null }, permission, false) === null;
  });

/** The places that open to somebody, in the order of the menus. */
export const openPlaces = (visitor: Visitor): Labelled[] => places.filter((place) => isOpen(visitor, place));

/** True for the pages of Setup, which have one entry in the rail together. */
export const isSetup = (place: Pick<Place, "at">): boolean => place.at !== "rail" && place.at !== "foot";

/** The place that an address belongs to: `/setup/users/7` is part of `/setup/users`. */
export const placeAt = (path: string): Labelled | undefined =>
  places.find((place) => path === place.path || path.startsWith(`${place.path}/`));

/** Where somebody lands: the first wanted place that is open, else the first in the menus, else the profile. */
export function landingOf(visitor: Visitor & { readonly landing: readonly string[] }): string {
  const wanted = visitor.landing.find((path) => {
    const place = placeAt(path);
    return place !== undefined && isOpen(visitor, place);
  });
  return wanted ?? openPlaces(visitor).find(({ at }) => at !== "foot")?.path ?? "/profile";
}

/** A place's name in a scheme. */
export function labelOf(place: Place, scheme: SchemeName): PlaceLabel {
  return (place.labelIn?.[scheme] ?? place.label) as PlaceLabel;
}
