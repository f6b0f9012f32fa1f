import { Navigate } from "@tanstack/react-router";
import { useMe } from "#renderer/platform/desk-context.tsx";
import { isSetup, openPlaces } from "#shared/permissions/places.ts";

/** `/setup` alone leads to the first of its pages that is open; the shell refuses it when there is none. */
export function SetupStart() {
  const first = openPlaces(useMe()).find(isSetup);
  return first ? <Navigate to={first.path as "/setup/users"} replace /> : null;
}
