import { isThere, landingOf, openPlaces, placeAt } from "#shared/permissions/places.ts";
import type { Probe } from "../claim.ts";
import type { Desk } from "../floor.ts";
import type { Trial } from "../trial.ts";

/** The paths that the menus, the palette and the router have for somebody, from what the server says of him. */
const pathsOf = async (t: Trial, me: Desk): Promise<string[]> =>
  openPlaces(await t.seen(me)).map(({ path }) => path);

/** The menu and the router say the same as the server: this place is there for him, or is not. */
export async function placeIs(t: Trial, me: Desk, path: string, open: boolean): Promise<void> {
  const paths = await pathsOf(t, me);
  t.holds(`the place ${path} is ${open ? "" : "not "}in his menus`, paths.includes(path) === open, paths);
}

/** These places are there, as far as their parts are built, and no other of the product's. */
export const openPlacesAre =
  (...paths: readonly string[]): Probe =>
  async (t) => {
    const me = await t.me();
    const built = paths.filter((path) => {
      const place = placeAt(path);
      return place !== undefined && isThere(place);
    });
    const found = await pathsOf(t, me);
    t.holds(
      `his places are ${built.join(", ")}`,
      [...built].sort().join() === [...found].sort().join(),
      found,
    );
  };

/** Where somebody comes to after signing in: the wanted place, or while its part is not built, the next that is. */
export const landsOn =
  (path: string): Probe =>
  async (t) => {
    const me = await t.seen(await t.me());
    t.holds(`he wants to land on ${path}`, me.landing[0] === path, me.landing);
    const lands = landingOf(me);
    const place = placeAt(path);
    const there = place !== undefined && isThere(place);
    t.holds(
      `he lands on ${there ? path : "a place that is open"}`,
      there ? lands === path : lands !== path,
      lands,
    );
    const open = openPlaces(me).map((one) => one.path as string);
    t.holds("and that place is in his menus", open.includes(lands), lands);
  };
