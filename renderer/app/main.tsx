import { createWays } from "./doors.ts";
import { start } from "./start.tsx";

void start(createWays(window.desktop));
