export { SkillsPage } from "./skills-page.tsx";
