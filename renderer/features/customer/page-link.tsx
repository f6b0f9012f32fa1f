import { useDesk } from "#renderer/platform/desk-context.tsx";

/** The page the customer looks at. Its address comes from outside: only web addresses become links. */
export function PageLink({ page }: { page: { url: string; title: string } }) {
  const { os } = useDesk();
  const url = webAddress(page.url);
  const title = page.title || url?.host || "";
  if (!url) return <bdi>{title}</bdi>;
  return (
    <a
      href={url.href}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={url.href}
      style={{ color: "var(--accent-ink)" }}
      onClick={(event) => {
        event.preventDefault();
        os.openExternal(url.href);
      }}
    >
      <bdi>{title}</bdi>
    </a>
  );
}

function webAddress(text: string): URL | undefined {
  try {
    const url = new URL(text);
    return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
  } catch {
    return undefined;
  }
}
