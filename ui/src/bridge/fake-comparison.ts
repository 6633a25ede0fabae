/** For tests: the list of a space, and people compared with it. */

import type { ComparedPerson, Comparison, KeptList, ListGroup } from "./types";

/** For tests: the list that is kept for a space. */
export const aKeptList = (more: Partial<KeptList> = {}): KeptList => ({
  version: "7",
  file: "students.csv",
  broughtAt: new Date().toISOString(),
  people: 102,
  ...more,
});

/** For tests: somebody of a comparison, in the space under the address the list has. */
export const aComparedPerson = (
  listGroup: ListGroup,
  name: string,
  more: Partial<ComparedPerson> = {},
): ComparedPerson => {
  const address = `${name.toLowerCase().replace(/ /gu, ".")}@uni.example`;
  return {
    listGroup,
    name,
    address,
    group: "",
    row: listGroup === "notOnList" || listGroup === "left" ? null : 1,
    byHand: false,
    groupBefore: null,
    inSpace: listGroup === "missing" ? null : address,
    byOtherAddress: false,
    left: listGroup === "left" ? { at: "2026-10-12T08:00:00Z", version: "2", marked: false } : null,
    uninvited: false,
    ...more,
  };
};

/** For tests: a space compared with its list. */
export const aComparison = (
  people: ComparedPerson[],
  more: Partial<Comparison> = {},
): Comparison => ({
  list: aKeptList(),
  people,
  seenAt: new Date().toISOString(),
  takesOut: true,
  ...more,
});
