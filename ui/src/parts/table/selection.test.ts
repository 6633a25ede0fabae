/**
 * A selection grows from where it was begun, keeps rows that a filter hides, and loses those that
 * are gone.
 */

import { expect, it } from "vitest";

import { Selection } from "./selection.svelte";

const keys = ["a", "b", "c", "d"];
const chosen = (selection: Selection) => keys.filter((key) => selection.has(key));

it("extends from where it was begun, in either direction", () => {
  const selection = new Selection();
  selection.startAt("b");
  selection.extend("d", keys, "b");
  expect(chosen(selection)).toEqual(["b", "c", "d"]);
  selection.extend("a", keys, "d");
  expect(chosen(selection)).toEqual(["a", "b"]);
});

it("keeps what a filter hides, and loses what is gone", () => {
  const selection = new Selection();
  selection.only(keys);
  selection.toggle("b");
  selection.keepOnly(["a", "b"]);
  expect(selection.size).toBe(1);
  selection.clear();
  expect(selection.size).toBe(0);
});
