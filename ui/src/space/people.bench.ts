/**
 * 30,000 people sorted, filtered and searched, beside a plain sort of the same names, which says how
 * fast this computer is: what counts is the ratio. A sort that asks a collator at each comparison,
 * which is the obvious way, stands beside it. Run by `cargo xtask bench`.
 */

import { bench, describe } from "vitest";

import { anInvitedPerson, aPerson } from "../bridge/fake-space";
import { RowIndex } from "../parts/table/row-index";
import { Selection } from "../parts/table/selection.svelte";
import { peopleColumns } from "./people-columns";

const firsts = ["Ada", "Jürgen", "María de los Ángeles", "أمل", "Nguyễn Thị", "Łukasz", "Øyvind"];
const lasts = [
  "Müller",
  "Okafor",
  "Fernández-Echeverría",
  "Ødegård",
  "Hương",
  "van Dijk",
  "O'Neil",
];
const people = Array.from({ length: 30_000 }, (_, index) => {
  // A step that has no common factor with the length: the names come in no order.
  const mixed = (index * 7919) % 30_000;
  const name = `${firsts[mixed % 7] ?? ""} ${lasts[mixed % 5] ?? ""} ${mixed}`;
  const more = { address: `p${mixed}@uni.example`, group: `Group ${mixed % 40}` };
  return mixed % 3 === 0 ? anInvitedPerson(name, more) : aPerson(name, more);
});
const names = people.map((person) => person.name);
const addresses = people.map((person) => person.address);
const ready = new RowIndex(people, peopleColumns);
const byName = { column: "name", descending: false };
ready.arrange(null, "a", byName);

describe("30,000 people", () => {
  bench("plain sort of the names", () => void [...names].sort());
  bench("sort of the names that asks a collator at each comparison", () => {
    void [...names].sort((one, other) => one.localeCompare(other));
  });
  bench("sorted by name for the first time", () => {
    new RowIndex(people, peopleColumns).arrange(null, "", byName);
  });
  bench("sorted the other way", () => {
    ready.arrange(null, "", { ...byName, descending: true });
  });
  bench("searched for the first time", () => {
    new RowIndex(people, peopleColumns).arrange(null, "ngu", null);
  });
  bench("all selected at once", () => {
    new Selection().only(addresses);
  });
  bench("filtered, searched and sorted while somebody types", () => {
    ready.arrange((person) => person.standing === "notJoined", "ngu", byName);
  });
});
