import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useDesk } from "#renderer/platform/desk-context.tsx";
import type { Factors } from "#shared/contract/factors.ts";

/** One's own second factor and passkeys, and the way to keep what a change has answered. */
export function useFactors() {
  const { api, refreshMe } = useDesk();
  const queries = useQueryClient();
  const query = useQuery({ ...api.factors.get.queryOptions(), staleTime: 0 });
  const { queryKey } = api.factors.get.queryOptions();
  const keep = useCallback(
    (next?: Factors) => {
      if (next) queries.setQueryData(queryKey, next as never);
      else void queries.invalidateQueries({ queryKey });
      // With the factor that the role asks for, everything else opens; without it, it shuts.
      void refreshMe();
    },
    [queries, queryKey, refreshMe],
  );
  return { query, keep };
}
