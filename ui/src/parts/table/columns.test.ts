/**
 * The column that says who a row is about is always there, and where not all of them fit, the least
 * important ones give way.
 */

import { expect, it } from "vitest";

import { chosenColumns, columnsThatFit } from "./columns";

const columns = [
  { id: "name", width: 100 },
  { id: "role", width: 100, rank: 1 },
  { id: "state", width: 100, rank: 2, waits: true },
];
const ids = (shown: readonly { id: string }[]) => shown.map((column) => column.id);

it("shows the columns that were chosen, and always the one that says who it is", () => {
  expect(ids(chosenColumns(columns, null))).toEqual(["name", "role"]);
  expect(ids(chosenColumns(columns, ["state"]))).toEqual(["name", "state"]);
});

it("leaves out the columns that matter least where they don't all find room", () => {
  expect(ids(columnsThatFit(columns, 500, true))).toEqual(["name", "role", "state"]);
  expect(ids(columnsThatFit(columns, 320, true))).toEqual(["name", "state"]);
  expect(ids(columnsThatFit(columns, 10, true))).toEqual(["name"]);
});
