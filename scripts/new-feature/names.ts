/** The forms of a feature's name that the slices need. */
export interface FeatureNames {
  /** Folder and file names: `call-notes`, `call-note`. */
  readonly many: string;
  readonly one: string;
  /** Types: `CallNotes`, `CallNote`. */
  readonly Many: string;
  readonly One: string;
  /** Variables: `callNotes`, `callNote`. */
  readonly manyCamel: string;
  readonly oneCamel: string;
}

const pascal = (kebab: string) =>
  kebab.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
const camel = (kebab: string) => pascal(kebab).replace(/^./, (letter) => letter.toLowerCase());

/** Features are named by a plural noun in kebab-case. Undefined when this is none. */
export function featureNames(many: string): FeatureNames | undefined {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*s$/.test(many)) return undefined;
  const one = many.endsWith("ies") ? `${many.slice(0, -3)}y` : many.slice(0, -1);
  return { many, one, Many: pascal(many), One: pascal(one), manyCamel: camel(many), oneCamel: camel(one) };
}
