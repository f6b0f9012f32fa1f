import { useQuery } from "@tanstack/react-query";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { Conversation } from "#shared/contract/conversations.ts";
import { WriteFirst } from "./write-first.tsx";

interface WriteToCustomerProps {
  readonly customer: Pick<Conversation["customer"], "id" | "name">;
  readonly onBegun: (conversation: Conversation) => void;
  readonly onClose: () => void;
}

/** The first words to a customer whom one knows from elsewhere; says whether he is on the site now. */
export function WriteToCustomer({ customer: { id, name }, ...rest }: WriteToCustomerProps) {
  const { api } = useDesk();
  const query = useQuery({ ...api.visits.list.queryOptions(), staleTime: 0 });
  const isHere = query.data?.visits.some(({ customerId }) => customerId === id) ?? false;
  return <WriteFirst to={{ customerId: id, name, isHere }} {...rest} />;
}
