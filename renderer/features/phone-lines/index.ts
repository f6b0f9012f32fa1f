export { PhoneLinesPage } from "./phone-lines-page.tsx";
