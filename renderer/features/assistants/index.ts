export { AssistantList } from "./assistant-list.tsx";
export { AssistantsPage } from "./assistants-page.tsx";
export { chooseAssistant } from "./chosen-assistant.ts";
export { HandoverPanel } from "./handover-panel.tsx";
export { useSeesAssistants } from "./use-with-assistants.ts";
