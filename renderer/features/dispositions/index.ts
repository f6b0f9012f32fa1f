export { DispositionsPage } from "./dispositions-page.tsx";
