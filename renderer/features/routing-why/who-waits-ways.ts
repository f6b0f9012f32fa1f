import type { WhoWaits } from "#shared/contract/routing.ts";
import type { Permission } from "#shared/permissions/catalogue.ts";

type May = (permission: Permission, thing?: { ownerId: null; queueId: string }) => boolean;

/** What somebody who watches over the waiting may do about one of them. The server decides again. */
export function waysOf(may: May, { queue }: { readonly queue: { readonly id: string } }) {
  const thing = { ownerId: null, queueId: queue.id };
  const works = may("workspace.open");
  const sees = may("conversation.view", thing) || may("conversation.unassigned.view", thing);
  return { open: works && sees, take: works && may("conversation.take", thing) };
}

interface Asked {
  readonly data: Pick<WhoWaits, "total"> | undefined;
  readonly isError: boolean;
}

/** How many wait, as far as it is known: a count that could not be asked anew is not shown as if it were of now. */
export function countOf({
  data,
  isError,
}: Asked): { kind: "failed" | "loading" } | { kind: "known"; n: number } {
  if (isError) return { kind: "failed" };
  return data ? { kind: "known", n: data.total } : { kind: "loading" };
}
