import type { DraftRow } from "../bridge";

/** For tests: a row with nothing in it but what is given. */
export const aRow = (id: string, position: number, more: Partial<DraftRow> = {}): DraftRow => ({
  id,
  position,
  name: "",
  address: "",
  group: "",
  note: "",
  listId: "",
  leftOut: false,
  findings: [],
  ...more,
});
