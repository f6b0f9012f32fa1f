/**
 * Firefox offers bundled sections with port 0 and `a=bundle-only` (RFC 8843, 7.2.1); the library takes those for refused
 * ones. They are given a port and the line is dropped.
 */
export const readableOffer = (sdp: string): string =>
  sdp
    .split(/(?=^m=)/m)
    .map((section) =>
      /^a=bundle-only\r?$/m.test(section)
        ? section.replace(/^(m=\w+) 0 /, "$1 9 ").replace(/^a=bundle-only\r?\n/m, "")
        : section,
    )
    .join("");
