/**
 * Cells leave as a spreadsheet reads them, and pasted text is told apart as one cell, a block of
 * cells or people.
 */

import { describe, expect, it } from "vitest";

import { blockText, isSeveralCells, linesOf, pasteInto, withoutLastBreak } from "./clipboard-text";

describe("cells on their way to another program", () => {
  it("are parted by tabs and lines, and quoted where they hold one themselves", () => {
    expect(
      blockText([
        ["Ada", "ada@uni.example"],
        ['Tom "T"', "two\nlines"],
      ]),
    ).toBe('Ada\tada@uni.example\n"Tom ""T"""\t"two\nlines"');
  });
});

describe("text that is pasted", () => {
  it("is one cell, though a spreadsheet ends it with a line break", () => {
    expect(isSeveralCells("Group A\r\n")).toBe(false);
    expect(withoutLastBreak("Group A\r\n")).toBe("Group A");
    expect(isSeveralCells("Group A\nGroup B\n")).toBe(true);
    expect(isSeveralCells("Ada\tA")).toBe(true);
    expect(linesOf("A\r\nB\r\n")).toBe(2);
  });

  it("is people where new people are written and it could be several, and a word where not", () => {
    expect(pasteInto("ada@uni.example", "adding", "name")).toBe("list");
    expect(pasteInto("Ada\tada", "adding", "name")).toBe("list");
    expect(pasteInto("Ada Lovelace", "adding", "name")).toBe("field");
  });

  it("goes into the cell that is written in where it is one cell", () => {
    expect(pasteInto("ada@uni.example\n", "writing", "address")).toBe("field");
    expect(pasteInto("A\tB", "writing", "name")).toBe("cells");
  });

  it("is people wherever an email names them", () => {
    for (const from of ["writing", "cells"] as const) {
      expect(pasteInto("Ada Lovelace <ada@uni.example>", from, "name")).toBe("list");
      expect(pasteInto("ada@uni.example; tom@uni.example", from, "address")).toBe("list");
    }
    expect(pasteInto("Ada\tada@uni.example, tom@uni.example", "cells", "name")).toBe("cells");
  });

  it("is people where it is a column of addresses and the cells below hold something else", () => {
    const column = "ada@uni.example\ntom@uni.example\n";
    expect(pasteInto(column, "cells", "name")).toBe("list");
    expect(pasteInto(column, "cells", "address")).toBe("cells");
    expect(pasteInto("Ada\ntom@uni.example", "cells", "name")).toBe("cells");
    expect(pasteInto("A\tB", "cells", null)).toBe("list");
  });
});
