import type { GeneralSettings } from "#shared/contract/house.ts";

/** What is wrong with a field, as the key of its sentence. */
export type Wrong = "wrongEmail" | "wrongAddress" | "wrongCountry" | "empty";

const isAddress = (text: string) => {
  if (text === "") return true;
  if (!URL.canParse(text)) return false;
  return /^https?:$/.test(new URL(text).protocol);
};

/** The parts that somebody sees. */
export type SeenSettings = { readonly [K in keyof GeneralSettings]?: GeneralSettings[K] | undefined };

/** The fields that the server would refuse, by their paths. */
export function checkSettings(settings: SeenSettings): Record<string, Wrong> {
  const { name, contactDetails: contact, dialing, assistants } = settings;
  const wrong: Record<string, Wrong> = {};
  if (name?.trim() === "") wrong.name = "empty";
  if (contact && contact.email !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.email))
    wrong["contactDetails.email"] = "wrongEmail";
  if (contact && !isAddress(contact.website)) wrong["contactDetails.website"] = "wrongAddress";
  if (dialing && !/^([A-Z]{2})?$/.test(dialing.defaultCountry))
    wrong["dialing.defaultCountry"] = "wrongCountry";
  if (assistants && !isAddress(assistants.agentbotUrl)) wrong["assistants.agentbotUrl"] = "wrongAddress";
  return wrong;
}
