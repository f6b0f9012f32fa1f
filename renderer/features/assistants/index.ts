export { AssistantList } from "./assistant-list.tsx";
export { AssistantsPage } from "./assistants-page.tsx";
export { HandoverPanel } from "./handover-panel.tsx";
