/**
 * How the instances that a snapshot may be distributed to are shown: in the table in which they are
 * chosen, and in the one that says what would be overwritten.
 */

import type { DistributionTarget } from "../bridge";
import type { TableColumn } from "../parts/table/columns";
import { columnWidth } from "../parts/text-width";
import { coarseNow } from "../state/clock.svelte";
import { t } from "../texts";

const words = t.distribute;

export type ChoiceColumn = "name" | "address";
export type OverwrittenColumn = "name" | "overwrites" | "edited" | "decision";

const name: TableColumn<DistributionTarget, "name"> = {
  id: "name",
  title: words.columns.name,
  width: 160,
  grow: 4,
  text: (target) => target.name,
  searched: true,
};
const address: TableColumn<DistributionTarget, "address"> = {
  id: "address",
  title: words.columns.address,
  width: 190,
  grow: 3,
  text: (target) => target.address ?? t.instancesTab.kinds[target.kind],
  searched: true,
  rank: 0,
};

export const chooseColumns: readonly TableColumn<DistributionTarget, ChoiceColumn>[] = [
  name,
  address,
];

/** What is known of what would be overwritten in a target. */
export const foundIn = (target: DistributionTarget): string => {
  if (target.unreadable !== null) return words.unreadable[target.unreadable];
  if (target.overwrites === null) return words.notYet;
  return target.overwrites === 0 ? words.nothing : words.things(target.overwrites);
};

/** Both choices have to fit, in any language. */
const { overwrite, skip } = words.decisions;
const decisionWidth = columnWidth([overwrite, skip], 80);

export const overwrittenColumns: readonly TableColumn<DistributionTarget, OverwrittenColumn>[] = [
  name,
  {
    id: "overwrites",
    title: words.columns.overwrites,
    width: 150,
    grow: 2,
    text: foundIn,
    value: (target) => target.overwrites ?? -1,
  },
  {
    id: "edited",
    title: words.columns.edited,
    width: 180,
    grow: 1,
    text: (target) =>
      target.lastEdited === null ? "" : words.edited(target.lastEdited, coarseNow()),
    value: (target) => (target.lastEdited === null ? null : Date.parse(target.lastEdited)),
    rank: 1,
  },
  { id: "decision", title: words.columns.decision, width: decisionWidth, text: () => "" },
];
