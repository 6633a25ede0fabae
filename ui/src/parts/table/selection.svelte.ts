/** The selected rows of a table. */

/**
 * Which rows of a table are selected, by their keys, so that sorting and filtering change nothing
 * about it. The set is changed in place: copying it for each row that is ticked would make ticking
 * slow among tens of thousands.
 */
export class Selection {
  // A SvelteSet would keep a signal for each key, which is slow among tens of thousands.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  #keys = new Set<string>();
  #version = $state(0);
  /** From where Shift selects. */
  #anchor: string | null = null;

  get size(): number {
    void this.#version;
    return this.#keys.size;
  }

  has(key: string): boolean {
    void this.#version;
    return this.#keys.has(key);
  }

  /** How many of these are selected. */
  countIn(keys: readonly string[]): number {
    void this.#version;
    return keys.reduce((sum, key) => sum + (this.#keys.has(key) ? 1 : 0), 0);
  }

  clear(): void {
    if (this.#keys.size === 0) return;
    this.#keys.clear();
    this.#anchor = null;
    this.#version += 1;
  }

  toggle(key: string): void {
    if (!this.#keys.delete(key)) this.#keys.add(key);
    this.#anchor = key;
    this.#version += 1;
  }

  only(keys: Iterable<string>): void {
    this.#keys.clear();
    for (const key of keys) this.#keys.add(key);
    this.#version += 1;
  }

  /** Selects these beside the others, or takes them out. */
  set(keys: Iterable<string>, selected: boolean): void {
    for (const key of keys) {
      if (selected) this.#keys.add(key);
      else this.#keys.delete(key);
    }
    this.#version += 1;
  }

  /**
   * Selects from where the selection was begun to this row, of the rows that can be selected, and
   * nothing else.
   */
  extend(
    key: string,
    shown: readonly string[],
    from: string,
    can: (place: number) => boolean = () => true,
  ): void {
    this.#anchor ??= from;
    const [start, end] = [shown.indexOf(this.#anchor), shown.indexOf(key)];
    if (end < 0) return;
    const begin = start < 0 ? end : start;
    const first = Math.min(begin, end);
    this.only(
      shown.slice(first, Math.max(begin, end) + 1).filter((_, place) => can(first + place)),
    );
  }

  /** Where Shift selects from, without selecting anything. */
  startAt(key: string): void {
    this.#anchor = key;
  }

  /** Takes out what is no longer there. */
  keepOnly(keys: readonly string[]): void {
    if (this.#keys.size === 0) return;
    // eslint-disable-next-line svelte/prefer-svelte-reactivity
    const there = new Set(keys);
    let gone = false;
    for (const key of this.#keys) {
      if (there.has(key)) continue;
      this.#keys.delete(key);
      gone = true;
    }
    if (gone) this.#version += 1;
  }
}
