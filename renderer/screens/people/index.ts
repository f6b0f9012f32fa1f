export { PeoplePage, PersonPage } from "./people.tsx";
