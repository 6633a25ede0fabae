/**
 * A row that stays in view keeps its element while the list scrolls, and elements that became free
 * are used again.
 */

import { describe, expect, it } from "vitest";

import { RowSlots } from "./row-slots";

describe("what is drawn", () => {
  it("uses elements again, and leaves alone those that go on showing their row", () => {
    const slots = new RowSlots<{ id: string }>();
    const drawn = (ids: string): string =>
      slots
        .assign(Array.from(ids, (id, index) => ({ index, row: { id } })))
        .map(({ slot, row: { id } }) => `${slot}${id}`)
        .join(" ");
    expect(drawn("abc")).toBe("0a 1b 2c");
    expect(drawn("bxy")).toBe("0x 1b 2y");
    expect(drawn("yb")).toBe("1b 2y");
    expect(drawn("byzw")).toBe("0z 1b 2y 3w");
    slots.clear();
    expect(drawn("wzy")).toBe("0w 1z 2y");
  });
});
