export { StatusesPage } from "./statuses-page.tsx";
