/** Whose status it is, and what one may do about it. */
export interface Watched {
  readonly id: string;
  readonly name: string;
  readonly may: { readonly statusLog: boolean; readonly setStatus: boolean };
}
