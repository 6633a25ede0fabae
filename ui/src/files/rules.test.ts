import { describe, expect, it } from "vitest";

import type { FilePreview } from "../bridge";
import { asksForColumns } from "./rules";

const look = (more: Partial<FilePreview>): FilePreview => ({
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
