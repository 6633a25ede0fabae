/** What a table of a distribution remembers while its component is shown. */

/** A value that lasts as long as the component that made it, for tables whose view isn't kept. */
export class Kept<Value extends object> {
  #now: Value;

  constructor(value: Value) {
    this.#now = $state.raw(value);
  }

  get now(): Value {
    return this.#now;
  }

  readonly change = (change: Partial<Value>): void => {
    this.#now = { ...this.#now, ...change };
  };
}
