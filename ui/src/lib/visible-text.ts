/**
 * Names and other texts come from strangers. Characters that change the direction of text, or that
 * nobody can see, are shown by name instead of doing what they are for: otherwise a name could pose
 * as another one.
 */

import { hidden, joinedFrom, joiners } from "./hidden-characters";

/** The text with every control character, direction mark and invisible character made visible. */
export const visibleText = (text: string): string => {
  let shown = "";
  let before: number | undefined;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    shown += visible(character, code, before);
    before = code;
  }
  return shown;
};

const visible = (character: string, code: number, before: number | undefined): string => {
  // Nearly all characters are visible ASCII.
  if (code >= 0x20 && code <= 0x7e) return character;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  if (code >= 0xd800 && code <= 0xdfff) return "\ufffd";
  const name = nameIn(hidden, code);
  if (name !== undefined) return `⟦${name}⟧`;
  // Joiners belong to scripts that join letters, and to emoji. Between Latin letters they only
  // hide.
  if (before !== undefined && before >= joinedFrom) return character;
  const joiner = nameIn(joiners, code);
  return joiner === undefined ? character : `⟦${joiner}⟧`;
};

const nameIn = (
  list: readonly (readonly [number, number, string])[],
  code: number,
): string | undefined => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = list[middle];
    if (range === undefined || code < range[0]) high = middle;
    else if (code > range[1]) low = middle + 1;
    else return range[2] === "" ? code.toString(16).toUpperCase() : range[2];
  }
  return undefined;
};
