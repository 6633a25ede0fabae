/** How wide a text will be when it is drawn. */

/**
 * How wide a text is in the font of an element, without drawing it. A canvas measures without a new
 * layout of the page, which the rows of a table would otherwise ask for one by one.
 */
export const textWidth = (text: string, font: string): number => {
  context ??= document.createElement("canvas").getContext("2d");
  if (context === null) return 0;
  if (context.font !== font) context.font = font;
  // A canvas knows nothing of tabular figures, in which every digit is as wide as a 0.
  return context.measureText(text.replace(/\d/g, "0")).width;
};

/**
 * The font that an element's text is drawn in. The shorthand `font` of a computed style is empty where
 * it can't say everything, such as how figures are set, and a canvas that is given an empty font keeps
 * the one before.
 */
export const fontOf = (element: HTMLElement): string => {
  const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  return `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
};

/**
 * How wide a column has to be that shows these words beside each other in the font of the page, with
 * so much room around them.
 */
export const columnWidth = (words: readonly string[], around: number): number => {
  const font = fontOf(document.body);
  return Math.ceil(words.reduce((sum, word) => sum + textWidth(word, font), around));
};

let context: CanvasRenderingContext2D | null = null;
