export { MissingPage } from "./refused-page.tsx";
export { Shell } from "./shell.tsx";
