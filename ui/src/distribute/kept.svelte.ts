/** A value that lasts as long as the component that made it, for tables whose view isn't kept. */
export class Kept<Value extends object> {
  #now: Value = $state.raw() as Value;

  constructor(value: Value) {
    this.#now = value;
  }

  get now(): Value {
    return this.#now;
  }

  readonly change = (change: Partial<Value>): void => {
    this.#now = { ...this.#now, ...change };
  };
}
