/**
 * Each key of the grid moves, begins to edit or is a command, and those that belong to the window
 * or the page are left to it.
 */

import { describe, expect, it } from "vitest";

import { commandOf, isTyped, moveBy, nextCell, pageCommandOf } from "./keyboard";

const size = { rows: 100, columns: 4, page: 20 };
type Key = Parameters<typeof commandOf>[0];
const key = (name: string, more: Partial<Key> = {}): Key => ({
  key: name,
  code: "",
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

describe("commands in the grid", () => {
  it("are keys that don't move", () => {
    expect(commandOf(key("d", { ctrlKey: true }))).toBe("fillDown");
    expect(commandOf(key("A", { metaKey: true }))).toBe("all");
    expect(commandOf(key("Delete"))).toBe("clear");
    expect(commandOf(key("Delete", { ctrlKey: true }))).toBe("removeRows");
    expect(commandOf(key(" ", { shiftKey: true }))).toBe("wholeRows");
    expect(commandOf(key(" "))).toBeNull();
    expect(commandOf(key("c", { ctrlKey: true }))).toBeNull();
  });

  it("know the digit beneath Alt, whatever character it makes", () => {
    expect(commandOf(key("¡", { altKey: true, code: "Digit1" }))).toEqual({ toGroup: 1 });
    expect(commandOf(key("0", { altKey: true, code: "Digit0" }))).toBeNull();
  });

  it("of the whole page are undo, redo and find", () => {
    expect(pageCommandOf(key("z", { ctrlKey: true }))).toBe("undo");
    expect(pageCommandOf(key("Z", { ctrlKey: true, shiftKey: true }))).toBe("redo");
    expect(pageCommandOf(key("y", { metaKey: true }))).toBe("redo");
    expect(pageCommandOf(key("F3", { shiftKey: true }))).toBe("previousMatch");
    expect(pageCommandOf(key("z"))).toBeNull();
  });
});
