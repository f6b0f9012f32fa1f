const name = "sidetone.device";
let known: string | undefined;

/**
 * The name of this installation, so that its media switches are its own: the same in all its windows and after a
 * restart. It tells nothing and opens nothing. Where nothing may be kept it is another one each time.
 */
export function deviceId(): string {
  known ??= kept() ?? crypto.randomUUID();
  return known;
}

function kept(): string | undefined {
  try {
    const found = localStorage.getItem(name);
    if (found && /^[A-Za-z0-9-]{8,64}$/.test(found)) return found;
    const made = crypto.randomUUID();
    localStorage.setItem(name, made);
    return made;
  } catch {
    return undefined;
  }
}
