/** The keyboard in a table: which row it is on, and where it goes when rows come, go or move. */

import { tick } from "svelte";

import type { virtualRows } from "../virtual-rows.svelte";
import type { RowLines } from "./row-lines";

type Options = {
  /** The keys of the rows, in the order in which they are shown. */
  keys: () => readonly string[];
  lines: () => RowLines;
  virtual: ReturnType<typeof virtualRows>;
  scroller: () => HTMLElement | null;
};

/**
 * The row of a table that the keyboard is on. It stays with its row when the order of the rows
 * changes, and with the table when the row is scrolled or filtered away. To be made while a
 * component is set up.
 */
export class RowCursor {
  #place = $state(0);
  #key: string | null = null;
  /** Whether the keyboard was in the table last. */
  #held = false;
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    $effect.pre(() => {
      const place = this.#key === null ? -1 : options.keys().indexOf(this.#key);
      if (place >= 0) this.#place = place;
    });
    $effect(() => {
      void [options.virtual.indexes, options.keys()];
      if (this.#held && document.activeElement === document.body) this.#focusDrawn();
    });
  }

  /** The place of the row. */
  readonly at = $derived.by(() =>
    Math.min(this.#place, Math.max(0, this.#options.keys().length - 1)),
  );

  moveTo(place: number): void {
    const keys = this.#options.keys();
    this.#place = Math.max(0, Math.min(keys.length - 1, place));
    this.#key = keys[this.#place] ?? null;
    this.#reveal(this.#place);
  }

  /** Puts the keyboard on the row. It is there before the next key arrives. */
  focus(): void {
    this.#reveal(this.at);
    void tick().then(() => this.#focusDrawn());
  }

  /** The row where it is drawn. */
  get element(): HTMLElement | null {
    return (
      this.#options.scroller()?.querySelector<HTMLElement>(`[data-index="${this.at}"]`) ?? null
    );
  }

  /** A row that takes the focus in whatever way is the one that the keys are about. */
  readonly noteFocus = (target: EventTarget | null): void => {
    this.#held = true;
    const row = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
    if (row === null) return;
    this.#place = Number(row.dataset.index);
    this.#key = this.#options.keys()[this.#place] ?? null;
  };

  /** Nothing takes the focus where the row was taken away, or where the window lost the focus. */
  readonly noteBlur = (to: EventTarget | null): void => {
    if (to !== null) this.#held = false;
  };

  #reveal(place: number): void {
    const { lines, virtual } = this.#options;
    virtual.show(lines().startOf(place) + lines().countOf(place) - 1);
    virtual.show(lines().startOf(place));
  }

  #focusDrawn(): void {
    (this.element ?? this.#options.scroller())?.focus({ preventScroll: true });
  }
}
