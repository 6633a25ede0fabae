import { describe, expect, it } from "vitest";

import { isBlock, isTyped, moveBy, nextCell } from "./grid-keys";

const size = { rows: 100, columns: 4, page: 20 };
const key = (name: string, more: Partial<KeyboardEvent> = {}) => ({
  key: name,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe("keys in the grid", () => {
  it("move from cell to cell, and not over the edge", () => {
    expect(moveBy(key("ArrowDown"), { row: 1, column: 2 }, size)).toEqual({ row: 2, column: 2 });
    expect(moveBy(key("ArrowUp"), { row: 0, column: 2 }, size)).toEqual({ row: 0, column: 2 });
    expect(moveBy(key("ArrowRight"), { row: 0, column: 3 }, size)).toEqual({ row: 0, column: 3 });
    expect(moveBy(key("PageDown"), { row: 90, column: 1 }, size)).toEqual({ row: 99, column: 1 });
  });

  it("lead past the last row to where people are added", () => {
    expect(moveBy(key("ArrowDown"), { row: 99, column: 2 }, size)).toBe("below");
    expect(moveBy(key("ArrowDown", { shiftKey: true }), { row: 99, column: 2 }, size)).toEqual({
      row: 99,
      column: 2,
    });
  });

  it("lead to the ends with Ctrl", () => {
    expect(moveBy(key("End", { ctrlKey: true }), { row: 0, column: 0 }, size)).toEqual({
      row: 99,
      column: 3,
    });
    expect(moveBy(key("Home", { metaKey: true }), { row: 50, column: 2 }, size)).toEqual({
      row: 0,
      column: 0,
    });
  });

  it("leave Alt to the window", () => {
    expect(moveBy(key("ArrowLeft", { altKey: true }), { row: 1, column: 1 }, size)).toBeNull();
  });

  it("go through the cells that can be changed with Tab", () => {
    expect(nextCell({ row: 0, column: 3 }, false, size)).toEqual({ row: 1, column: 1 });
    expect(nextCell({ row: 1, column: 1 }, true, size)).toEqual({ row: 0, column: 3 });
    expect(nextCell({ row: 99, column: 3 }, false, size)).toBe("below");
    expect(nextCell({ row: 0, column: 1 }, true, size)).toBeNull();
  });

  it("begin to change a cell when they put a character", () => {
    expect(isTyped(key("a"))).toBe(true);
    expect(isTyped(key("𝒳"))).toBe(true);
    expect(isTyped(key("Enter"))).toBe(false);
    expect(isTyped(key("c", { ctrlKey: true }))).toBe(false);
  });
});

describe("text that is put in", () => {
  it("is people where it could be several, and a word where not", () => {
    expect(isBlock("ada@uni.example")).toBe(true);
    expect(isBlock("Ada\tada")).toBe(true);
    expect(isBlock("Ada Lovelace")).toBe(false);
  });
});
