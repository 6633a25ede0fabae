/**
 * How drafts are shown in their table: their names, their columns, and the page on which each
 * opens.
 */

import type { DraftEntry } from "../bridge";
import type { TableColumn } from "../parts/table/columns";
import { coarseNow } from "../state/clock.svelte";
import { t } from "../texts";

const words = t.drafts;

export const draftName = (draft: DraftEntry): string =>
  draft.name === "" ? words.unnamed(draft) : draft.name;

/** The page on which a draft opens. */
export const draftPage = (
  draft: Pick<DraftEntry, "instances" | "distributes">,
): "invite" | "addInstance" | "distribute" => {
  if (draft.distributes !== null) return "distribute";
  return draft.instances === null ? "invite" : "addInstance";
};

/** Whether a draft has a list of people. */
export const hasList = (draft: DraftEntry): boolean => draftPage(draft) === "invite";

export type DraftColumn = "name" | "space" | "people" | "changed";

export const draftColumns: readonly TableColumn<DraftEntry, DraftColumn>[] = [
  { id: "name", title: words.columns.name, width: 160, grow: 3, text: draftName },
  {
    id: "space",
    title: words.columns.space,
    width: 110,
    grow: 2,
    text: (draft) => draft.spaceName,
    rank: 2,
  },
  {
    id: "people",
    title: words.columns.people,
    width: 100,
    text: (draft) => words.holds(draft),
    value: (draft) => draft.instances ?? draft.people,
    rank: 1,
  },
  {
    id: "changed",
    title: words.columns.changed,
    width: 150,
    text: (draft) => words.changed(draft.changedAt, coarseNow()),
    value: (draft) => Date.parse(draft.changedAt),
    rank: 3,
  },
];
