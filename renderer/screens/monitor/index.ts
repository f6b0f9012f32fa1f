export { Monitor } from "./monitor.tsx";
