/**
 * A block of cells is the same from whichever corner it was begun, and is whole rows where it
 * includes their numbers.
 */

import { describe, expect, it } from "vitest";

import { isInRange, rangeBetween } from "./cell-range";

describe("a block of cells", () => {
  it("lies between two cells, whichever came first", () => {
    const range = rangeBetween({ row: 5, column: 3 }, { row: 2, column: 1 }, 5);
    expect(range).toMatchObject({ top: 2, bottom: 5, left: 1, right: 3, wholeRows: false });
    expect(isInRange(range, 3, 2)).toBe(true);
    expect(isInRange(range, 3, 4)).toBe(false);
  });

  it("is whole rows where it touches their numbers", () => {
    const range = rangeBetween({ row: 2, column: 0 }, { row: 3, column: 2 }, 5);
    expect(range).toMatchObject({ left: 1, right: 4, wholeRows: true });
  });
});
