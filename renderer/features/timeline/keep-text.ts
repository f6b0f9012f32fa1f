import { createContext } from "react";

/** Keeps a message of one's own as a shortcut; undefined: one may not. */
export const KeepText = createContext<((text: string) => void) | undefined>(undefined);
