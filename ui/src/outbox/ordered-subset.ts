/** A part of a long list that keeps the order of the list. */

/**
 * Some items of a long list, in the order of the list. Adding or removing one doesn't go through
 * the others.
 */
export class OrderedSubset {
  readonly ids: string[] = [];
  readonly #places: ReadonlyMap<string, number>;

  constructor(places: ReadonlyMap<string, number>) {
    this.#places = places;
  }

  /** Whether that was a change. */
  put(id: string, passesFilter: boolean): boolean {
    const at = this.#placeOf(id);
    const was = this.ids[at] === id;
    if (was === passesFilter) return false;
    if (passesFilter) this.ids.splice(at, 0, id);
    else this.ids.splice(at, 1);
    return true;
  }

  /** The place where the item is, or would be. */
  #placeOf(id: string): number {
    const wanted = this.#places.get(id) ?? Infinity;
    let from = 0;
    let to = this.ids.length;
    while (from < to) {
      const middle = (from + to) >>> 1;
      const place = this.#places.get(this.ids[middle] ?? "") ?? Infinity;
      if (place < wanted) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
