/**
 * Only one column of a file can be an address or a name, any number can be further addresses, and a
 * column appears where it holds something for anybody.
 */

import { describe, expect, it } from "vitest";

import type { FilePerson } from "../bridge";
import { columnsShown, personColumns, withField } from "./column-mapping";

describe("what a column holds", () => {
  it("is held by one column only: the one before gives way", () => {
    expect(withField(["address", "left", "name"], 1, "address")).toEqual([
      "otherAddress",
      "address",
      "name",
    ]);
    expect(withField(["address", "left", "name"], 1, "name")).toEqual(["address", "name", "left"]);
  });

  it("may be nothing, or another address, in as many as one likes", () => {
    expect(withField(["left", "left"], 1, "left")).toEqual(["left", "left"]);
    expect(withField(["otherAddress", "left"], 1, "otherAddress")).toEqual([
      "otherAddress",
      "otherAddress",
    ]);
  });
});

describe("many columns", () => {
  it("are shown from the left, and further right where they hold something", () => {
    expect(columnsShown(["left", "left", "left", "address", "left"], 2)).toEqual([0, 1, 3]);
  });
});

describe("the people as understood", () => {
  const person = (more: Partial<FilePerson>): FilePerson => ({
    name: "Ada",
    address: "ada@uni.example",
    group: "",
    note: "",
    listId: "",
    ...more,
  });

  it("have a column for what anybody has", () => {
    expect(personColumns([person({}), person({ listId: "7" })])).toEqual([
      "name",
      "address",
      "listId",
    ]);
    expect(personColumns([person({ name: "" })])).toEqual(["name", "address"]);
  });
});
