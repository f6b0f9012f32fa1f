export { ExtensionsPage } from "./extensions-page.tsx";
