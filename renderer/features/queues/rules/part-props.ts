import type { QueueRules } from "#shared/domain/queue-rules.ts";

/** What each part of the rules' form gets. */
export interface PartProps {
  readonly queueId: string;
  readonly rules: QueueRules;
  readonly readOnly: boolean;
  readonly set: <K extends keyof QueueRules>(rule: K, value: QueueRules[K]) => void;
}
