export { Setup } from "./setup.tsx";
export { SetupStart } from "./setup-start.tsx";
