/** What the answers of the probe say about one assumption. */
export type Conclusion =
  /** One of the choices of the assumption. */
  | { readonly kind: 'decided'; readonly value: string | number }
  /** The platform does something that no choice stands for; `saw` ends the sentence "The tenant …". */
  | { readonly kind: 'otherwise'; readonly saw: string }
  /** These answers can't tell; `todo` says what would. */
  | { readonly kind: 'undecided'; readonly todo: string };

export const decided = (value: string | number): Conclusion => ({ kind: 'decided', value });
export const otherwise = (saw: string): Conclusion => ({ kind: 'otherwise', saw });
export const undecided = (todo: string): Conclusion => ({ kind: 'undecided', todo });
