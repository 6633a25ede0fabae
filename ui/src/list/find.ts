/** Find in the list: which cells hold the text, and where in them it stands. */

import type { DraftRow } from "../bridge";
import { searchable } from "../lib/search";
import type { Column } from "./columns";
import type { SlicedJob } from "./time-slicing";

/** A cell that holds the wanted text. */
export type Match = { id: string; column: Column };

const isPlainLatin = (text: string): boolean => /^[\0-\x7f]*$/u.test(text);

const folded = (text: string): string =>
  isPlainLatin(text) ? text.toLowerCase() : searchable(text);

/**
 * Where the wanted text stands in `text`: from and to, in UTF-16 units. `wanted` comes from
 * `searchable`, which can make a text longer or shorter, so the places are traced back to the
 * characters they came from.
 */
export const matchesIn = (text: string, wanted: string): [number, number][] => {
  if (wanted === "") return [];
  let search = "";
  const origins: number[] = [];
  if (isPlainLatin(text)) search = text.toLowerCase();
  else {
    let at = 0;
    for (const character of text) {
      const piece = searchable(character);
      origins.push(...Array<number>(piece.length).fill(at));
      search += piece;
      at += character.length;
    }
    origins.push(at);
  }
  const places: [number, number][] = [];
  for (let at = search.indexOf(wanted); at >= 0; at = search.indexOf(wanted, at + wanted.length)) {
    const to = at + wanted.length;
    places.push([origins[at] ?? at, origins[to] ?? to]);
  }
  return places;
};

const rowsBetweenPauses = 256;

/** Every cell that holds the wanted text, row by row. */
export function* findMatches(
  rows: readonly DraftRow[],
  columns: readonly Column[],
  wanted: string,
): SlicedJob<Match[]> {
  const matches: Match[] = [];
  if (wanted === "") return matches;
  for (const [place, row] of rows.entries()) {
    for (const column of columns) {
      if (row[column] !== "" && folded(row[column]).includes(wanted)) {
        matches.push({ id: row.id, column });
      }
    }
    if (place % rowsBetweenPauses === 0) yield;
  }
  return matches;
}
