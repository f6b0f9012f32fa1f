import { createMemoryHistory } from "@tanstack/react-router";
import { expect, it } from "vitest";
import { isThere, placeAt, places } from "#shared/permissions/places.ts";
import { createPlaces } from "./router.tsx";

const nothing = () => {};
const router = createPlaces(
  { onSignOut: nothing, onSilence: nothing, memoryOnly: false, landing: () => "/workspace" },
  createMemoryHistory(),
);
const routes = Object.keys(router.routesByPath);
/** The beginning, and the door of Setup, which leads to the first of its pages. */
const doors = ["/", "/setup", "/setup/"];

it("has a route for every place that is built", () => {
  const built = places.filter(isThere).map(({ path }) => path);
  expect(built.filter((path) => !routes.includes(path))).toEqual([]);
});

it("has a place for every route, so that each asks whether it is open", () => {
  const strays = routes.filter((path) => !doors.includes(path) && !placeAt(path));
  expect(strays).toEqual([]);
});

it("has no route for a part that is not built", () => {
  const early = routes.filter((path) => {
    const place = placeAt(path);
    return place !== undefined && !isThere(place);
  });
  expect(early).toEqual([]);
});
