/**
 * Which source each slot of a receiver carries. A source keeps its slot, so that nobody's voice jumps when another comes
 * or goes; who is wanted and finds no slot free is left out, and named.
 */
export function assignSlots(
  slots: readonly (string | null)[],
  wanted: readonly string[],
): { readonly slots: readonly (string | null)[]; readonly leftOut: readonly string[] } {
  const kept = slots.map((source) => (source !== null && wanted.includes(source) ? source : null));
  const coming = wanted.filter((source, index) => !kept.includes(source) && wanted.indexOf(source) === index);
  const filled = kept.map((source) => source ?? coming.shift() ?? null);
  return { slots: filled, leftOut: coming };
}
