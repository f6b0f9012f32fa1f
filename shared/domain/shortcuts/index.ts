export {
  fillText,
  type TextScene,
  type TextValues,
  type TextVariable,
  textValues,
  textVariables,
  unknownVariables,
} from "./fill-text.ts";
export { type Findable, fitsTags, rankShortcuts } from "./rank-shortcuts.ts";
