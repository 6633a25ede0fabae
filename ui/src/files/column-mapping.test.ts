import { describe, expect, it } from "vitest";

import type { FileLook, FilePerson } from "../bridge";
import {
  asksForColumns,
  columnsShown,
  domainAsTyped,
  personColumns,
  withField,
} from "./column-mapping";

const look = (more: Partial<FileLook>): FileLook => ({
  file: "f",
  name: "list.csv",
  format: "csv",
  system: null,
  encoding: "UTF-8",
  tables: [{ name: "", people: 2 }],
  table: 0,
  headings: ["Name", "Mail"],
  fields: ["name", "address"],
  rowsAbove: 1,
  firstRows: [],
  people: [],
  total: 2,
  how: "recognised",
  needs: "nothing",
  loginDomain: null,
  ...more,
});

describe("a file", () => {
  it("is taken without a question where its columns are known", () => {
    expect(asksForColumns(look({}))).toBe(false);
    expect(asksForColumns(look({ how: "remembered" }))).toBe(false);
    // A mail or a vCard has no columns to ask about.
    expect(asksForColumns(look({ how: "guessed", fields: [] }))).toBe(false);
  });

  it("is looked at where they were guessed, or something is missing", () => {
    expect(asksForColumns(look({ how: "guessed" }))).toBe(true);
    expect(asksForColumns(look({ needs: "domain" }))).toBe(true);
    expect(asksForColumns(look({ needs: "columns" }))).toBe(true);
  });
});

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

describe("a domain", () => {
  it("is taken with or without the @", () => {
    expect(domainAsTyped(" @uni.example ")).toBe("uni.example");
    expect(domainAsTyped("uni.example")).toBe("uni.example");
  });
});
