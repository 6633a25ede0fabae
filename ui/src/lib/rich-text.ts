/** Texts of which some pieces are emphasised, and the names in them. */

/**
 * A sentence with marked pieces in it. It is written as one in each language, so that the order of
 * its pieces is the language's own.
 */
export type Piece = string | { readonly strong: string } | { readonly name: string };
export type RichText = readonly Piece[];

/** A number or a phrase that should stand out. */
export const strong = (text: string): Piece => ({ strong: text });

/** Text from a list or the platform, such as a name or an address. */
export const name = (text: string): Piece => ({ name: text });

/** Several sentences, one after the other. */
export const sentencesInRow = (sentences: readonly RichText[]): RichText =>
  sentences.flatMap((sentence, index) => (index === 0 ? sentence : [" ", ...sentence]));

export const plainTextOf = (text: RichText): string =>
  text.map((piece) => (typeof piece === "string" ? piece : wordOf(piece))).join("");

const wordOf = (piece: Exclude<Piece, string>): string =>
  "strong" in piece ? piece.strong : piece.name;
