import type { DraftRow } from "../bridge";
import type { Column } from "./columns";
import { searchable } from "../space/filters";
import type { Job } from "./time-slicing";

export type Hit = { id: string; column: Column };

const isPlainLatin = (text: string): boolean => /^[\0-\x7f]*$/u.test(text);

const folded = (text: string): string =>
  isPlainLatin(text) ? text.toLowerCase() : searchable(text);

/** Where the wanted text stands, in UTF-16 units: from, to. `wanted` is as `searchable` makes it. */
export const foundIn = (text: string, wanted: string): [number, number][] => {
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
  const found: [number, number][] = [];
  for (let at = search.indexOf(wanted); at >= 0; at = search.indexOf(wanted, at + wanted.length)) {
    const to = at + wanted.length;
    found.push([origins[at] ?? at, origins[to] ?? to]);
  }
  return found;
};

const often = 256;

/** Every cell with the wanted text in it, row by row. */
export function* hitsIn(
  rows: readonly DraftRow[],
  columns: readonly Column[],
  wanted: string,
): Job<Hit[]> {
  const hits: Hit[] = [];
  if (wanted === "") return hits;
  for (const [place, row] of rows.entries()) {
    for (const column of columns) {
      if (row[column] !== "" && folded(row[column]).includes(wanted)) {
        hits.push({ id: row.id, column });
      }
    }
    if (place % often === 0) yield;
  }
  return hits;
}
