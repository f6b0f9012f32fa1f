export { ConversationLabels } from "./conversation-labels.tsx";
export { useWrapsUp } from "./use-wrap-up.ts";
export { WrapUpPanel } from "./wrap-up-panel.tsx";
