import {
  type CallInput,
  type CallName,
  type CallOutput,
  type CallRefusal,
  type CallReply,
  desktop,
} from "../../shared/bridge/desktop.ts";
import type { Log } from "./log.ts";
import { isOwnPage } from "./own-page.ts";

/** Who asks. `parent` is null for the top frame of a window. */
export type Asker = { senderFrame: { url: string; parent: unknown } | null };
type Handle = (name: string, listener: (event: Asker, ...input: unknown[]) => Promise<unknown>) => void;

export type Answer = <K extends CallName>(
  name: K,
  handler: (input: CallInput<K>, event: Asker) => CallOutput<K> | Promise<CallOutput<K>>,
) => void;

/**
 * Makes the only way to answer a call of the page. A foreign page or a malformed question never reaches the handler,
 * and what goes wrong inside reaches the page as a code, not as a stack.
 */
export function createAnswer(handle: Handle, log: Log): Answer {
  return (name, handler) => {
    const { input: Input, output: Output } = desktop.calls[name];
    const refuse = (code: CallRefusal, reason?: string): CallReply<never> => {
      log("bridge.refused", { call: name, code, reason });
      return { ok: false, code };
    };
    handle(name, async (event, ...words): Promise<CallReply<unknown>> => {
      if (!isOurPage(event)) return refuse("refused");
      const input = Input.safeParse(words[0]);
      if (words.length > 1 || !input.success) return refuse("invalid_input");
      try {
        const output = await handler(input.data as CallInput<typeof name>, event);
        return { ok: true, value: Output.parse(output) };
      } catch (error) {
        return refuse("internal", error instanceof Error ? error.name : typeof error);
      }
    });
  };
}

const isOurPage = ({ senderFrame }: Asker): boolean =>
  senderFrame !== null && senderFrame.parent === null && isOwnPage(senderFrame.url);
