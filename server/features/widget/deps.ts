import type { Visitor } from "#server/platform/http/request-context.ts";
import type { VisitorConversation } from "#shared/contract/widget.ts";
import type { SignedTokens } from "./signed-tokens.ts";
import type { VisitorLimits } from "./visitor-limits.ts";
import type { WidgetCustomers } from "./widget-customers.ts";
import type { WorkspaceLookup } from "./workspace-settings.ts";

export interface WidgetDeps {
  readonly workspaces: WorkspaceLookup;
  readonly customers: WidgetCustomers;
  readonly tokens: SignedTokens;
  readonly limits: VisitorLimits;
  /** Our own origins: a page of ours may always carry the widget. */
  readonly ownOrigins: readonly string[];
  readonly now: () => Date;
  readonly newId: () => string;
  /** From the conversations feature: the visitor's newest conversation. */
  readonly currentConversation: (visitor: Visitor) => Promise<VisitorConversation | null>;
  /** An anonymous customer has become one whom the site vouches for: desks are told, and his old tokens are over. */
  readonly customerIdentified: (customerId: string) => Promise<void>;
}
