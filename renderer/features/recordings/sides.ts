/** Who is heard of a mix. */
export interface Sides {
  readonly customer: boolean;
  readonly staff: boolean;
}

/** The sound of an element through two valves: left is the customer, right the staff, and both go to both ears. */
export function openSides(element: HTMLMediaElement) {
  const context = new AudioContext();
  const splitter = context.createChannelSplitter(2);
  context.createMediaElementSource(element).connect(splitter);
  const valve = (channel: number): GainNode => {
    const gain = context.createGain();
    splitter.connect(gain, channel);
    gain.connect(context.destination);
    return gain;
  };
  const valves = { customer: valve(0), staff: valve(1) };
  return {
    set({ customer, staff }: Sides): void {
      valves.customer.gain.value = customer ? 1 : 0;
      valves.staff.gain.value = staff ? 1 : 0;
    },
    /** Browsers want a click before anything sounds. */
    wake: () => void context.resume().catch(() => {}),
    close: () => void context.close().catch(() => {}),
  };
}
