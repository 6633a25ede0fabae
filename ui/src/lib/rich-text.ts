/** A sentence kept whole in its language, with the names in it marked. */
export type Piece = string | { readonly strong: string } | { readonly name: string };
export type RichText = readonly Piece[];

/** A number or a phrase that the eye should find. */
export const strong = (text: string): Piece => ({ strong: text });

/** Somebody else's text: a name, an address. */
export const name = (text: string): Piece => ({ name: text });

export const plainTextOf = (text: RichText): string =>
  text.map((piece) => (typeof piece === "string" ? piece : wordOf(piece))).join("");

const wordOf = (piece: Exclude<Piece, string>): string =>
  "strong" in piece ? piece.strong : piece.name;
