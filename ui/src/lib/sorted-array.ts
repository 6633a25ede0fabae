/** Arrays sorted by a number that each item has. */

/** The index of the item with this position, or where it would be inserted. */
export const insertionIndex = <Thing>(
  things: readonly Thing[],
  position: number,
  positionOf: (thing: Thing) => number,
): number => {
  let low = 0;
  let high = things.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const there = things[middle];
    if (there !== undefined && positionOf(there) < position) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * Inserts items at their places, in any order. `things` is changed in place, so that adding at the
 * end copies nothing.
 */
export const mergeSorted = <Thing>(
  things: Thing[],
  fresh: readonly Thing[],
  positionOf: (thing: Thing) => number,
): Thing[] => {
  const added = [...fresh].sort((one, other) => positionOf(one) - positionOf(other));
  const first = added[0];
  if (first === undefined) return things;
  const from = insertionIndex(things, positionOf(first), positionOf);
  const after = things.slice(from);
  things.length = from;
  let next = 0;
  for (const thing of added) {
    for (; next < after.length; next += 1) {
      const there = after[next];
      if (there === undefined || positionOf(there) > positionOf(thing)) break;
      things.push(there);
    }
    things.push(thing);
  }
  for (; next < after.length; next += 1) {
    const there = after[next];
    if (there !== undefined) things.push(there);
  }
  return things;
};
