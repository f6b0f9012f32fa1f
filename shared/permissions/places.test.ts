import { describe, expect, it } from "vitest";
import { isOpen, isSetup, isThere, labelOf, landingOf, openPlaces, placeAt, places } from "./places.ts";
import { schemes } from "./schemes/index.ts";
import { anActor } from "./testing/an-actor.ts";

const pathsFor = (...who: Parameters<typeof anActor>) => openPlaces(anActor(...who)).map(({ path }) => path);
const landing = (scheme: Parameters<typeof anActor>[0], role: string) =>
  landingOf({
    ...anActor(scheme, role),
    landing: schemes[scheme].roles.find(({ key }) => key === role)?.landing ?? [],
  });

describe("the places that a role opens", () => {
  it("are the workspace, help and the profile for an agent, and nothing of Setup", () => {
    expect(pathsFor("voximplant-kit", "agent")).toEqual(["/workspace", "/help", "/profile"]);
  });

  it("have Users only for those who see others than themselves", () => {
    expect(pathsFor("voximplant-kit", "agent")).not.toContain("/setup/users");
    expect(pathsFor("voximplant-kit", "supervisor")).toContain("/setup/users");
  });

  it("have Billing for the Owner and not for the Administrator of voximplant-kit", () => {
    expect(pathsFor("voximplant-kit", "owner")).toContain("/setup/billing");
    expect(pathsFor("voximplant-kit", "administrator")).not.toContain("/setup/billing");
  });

  it("are help and the profile for an auditor, as long as there are no reports", () => {
    expect(pathsFor("vivocha", "auditor")).toEqual(["/help", "/profile"]);
  });

  it("shrink to help and the profile for who still lacks a second factor", () => {
    expect(pathsFor("standard", "owner", { needsSecondFactor: true })).toEqual(["/help", "/profile"]);
  });

  it("have Statuses only for those whose general settings include them", () => {
    expect(pathsFor("voximplant-kit", "manager")).toContain("/setup/settings");
    expect(pathsFor("voximplant-kit", "manager")).not.toContain("/setup/statuses");
    expect(pathsFor("voximplant-kit", "administrator")).toContain("/setup/statuses");
  });

  it("never have a part that is not built", () => {
    for (const role of schemes.standard.roles)
      expect(openPlaces(anActor("standard", role.key)).filter((place) => !isThere(place))).toEqual([]);
  });
});

describe("where somebody lands", () => {
  it("is the workspace for an agent", () => {
    expect(landing("standard", "agent")).toBe("/workspace");
  });

  it("is the first wanted place that is built and open", () => {
    expect(landing("aivo-live", "administrator")).toBe("/setup/users");
    expect(landing("aivo-live", "supervisor")).toBe("/monitor");
  });

  it("is the profile for who may open nothing else", () => {
    expect(landing("standard", "auditor")).toBe("/profile");
    expect(landingOf({ grants: {}, needsSecondFactor: false, landing: ["/workspace"] })).toBe("/profile");
  });

  it("is open to whoever lands there, in every scheme and role", () => {
    for (const scheme of Object.keys(schemes) as (keyof typeof schemes)[])
      for (const { key } of schemes[scheme].roles) {
        const place = placeAt(landing(scheme, key));
        expect([scheme, key, place && isOpen(anActor(scheme, key), place)]).toEqual([scheme, key, true]);
      }
  });
});

describe("an address", () => {
  it("belongs to the place it is under", () => {
    expect(placeAt("/setup/users/018f")?.path).toBe("/setup/users");
    expect(placeAt("/setup/users")?.path).toBe("/setup/users");
    expect(placeAt("/setup/usersx")).toBeUndefined();
    expect(placeAt("/nowhere")).toBeUndefined();
  });
});

describe("the list of places", () => {
  it("names each path once, and Setup's below /setup", () => {
    const paths = places.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    for (const place of places) expect(place.path.startsWith("/setup/")).toBe(isSetup(place));
  });

  it("calls the activity log a part of Users where the scheme does", () => {
    const log = placeAt("/setup/activity");
    expect(log && labelOf(log, "aivo-live")).toBe("activityLive");
    expect(log && labelOf(log, "standard")).toBe("activity");
  });
});
