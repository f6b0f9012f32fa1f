import DOMPurify from "dompurify";

interface PolicyFactory {
  createPolicy(name: string, rules: Record<string, (text: string) => string>): unknown;
}

/**
 * The page's policy asks for trusted types. Our own code writes no markup; a library that does gets it cleaned, and
 * nobody gets to make a script.
 */
export function guardMarkup(): void {
  const factory = (window as { trustedTypes?: PolicyFactory }).trustedTypes;
  if (!factory) return;
  factory.createPolicy("default", {
    createHTML: (text) => (text.includes("<") ? DOMPurify.sanitize(text) : text),
  });
}
