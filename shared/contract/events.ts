import type * as z from "zod";

/** A map of event names to the schemas of their payloads. */
export type EventMap = Readonly<Record<string, z.ZodType>>;

/** Declares events; the names and payloads are typed on both ends. */
export const defineEvents = <const E extends EventMap>(events: E): E => events;

/** The listener signatures of an event map, as Socket.IO types want them. */
export type Listeners<E extends EventMap> = { [K in keyof E]: (payload: z.output<E[K]>) => void };
