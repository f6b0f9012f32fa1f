import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { Avatar } from "#renderer/ui/avatar.tsx";
import { useDesk } from "../desk-context.tsx";

interface PersonAvatarProps {
  readonly person: { readonly id: string; readonly name: string; readonly photo: string | null };
  readonly size?: number;
}

/** Somebody's photo, fetched once for each version of it; his initials until then, and when there is none. */
export function PersonAvatar({ person, size }: PersonAvatarProps) {
  const { files } = useDesk();
  const { id, name, photo } = person;
  const query = useQuery({
    queryKey: ["photo", id, photo],
    queryFn: () => files.photo(id, photo ?? ""),
    enabled: photo !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const url = useBlobUrl(query.data);
  return <Avatar name={name} photo={url} {...(size ? { size } : {})} />;
}

/** An address for a blob, as long as it is shown. */
export function useBlobUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return setUrl(undefined);
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
