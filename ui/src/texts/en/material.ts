/** Choosing what an instance holds at the start. */

import type { SnapshotContents, Snapshots } from "../../bridge";
import { name, type RichText, strong } from "../../lib/rich-text";
import { dayOf, number, timeOf } from "./speech";

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : `${number(count)} ${many}`];

const listed = (parts: readonly string[]): string => {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
};

export const material = {
  material: {
    legend: {
      individual: "What should each instance start with?",
      groups: "What should each group instance start with?",
    },
    distributed: "Everything distributed so far",
    distributedText: (snapshot: string, at: string | null): RichText =>
      at === null
        ? ["Latest: ", strong(snapshot)]
        : ["Latest: ", strong(snapshot), ` (${dayOf(at)})`],
    nothingDistributed:
      "Nothing has been distributed yet. You can continue, and distribute material later on the platform's website.",
    distributedUnknown:
      "Not loaded on this computer yet. Before it sends anything, Cohort checks what was distributed last and uses that.",
    snapshot: "Another snapshot",
    snapshotText: "Choose an instance, then one of its snapshots.",
    nothing: "Nothing",
    nothingText: "The instances start empty. You can distribute material later.",
    instanceLegend: "Which instance is the snapshot from?",
    instanceFilter: "Filter instances",
    snapshotCount: (count: number): string =>
      count === 1 ? "1 snapshot" : `${number(count)} snapshots`,
    snapshotLegend: (instance: string): RichText => ["Which snapshot of ", name(instance), "?"],
    sourcesUnknown:
      "The snapshots haven't been loaded on this computer yet. You can choose one when you're connected to the platform.",
    noSources: "This space has no snapshots yet.",
    snapshotFilter: "Filter snapshots",
    snapshotLine: ({
      at,
      description,
    }: Snapshots["sources"][number]["snapshots"][number]): RichText => [
      at === null ? "No date" : dayOf(at),
      ...(description === null || description === "" ? [] : [" · ", name(description)]),
    ],
    chooseSnapshot: "Choose a snapshot.",
    looking: "Loading its contents…",
    holdsUnknown:
      "Cohort can't load the contents of this snapshot right now. It tries again before it sends anything.",
    holds: (look: SnapshotContents): string => {
      const parts = [
        ...counted(look.files, "1 file", "files"),
        ...counted(look.applications, "1 application", "applications"),
        ...counted(look.tables, "1 table", "tables"),
      ];
      return parts.length === 0
        ? "The material doesn't contain anything that can be distributed."
        : `The material contains ${listed(parts)}.`;
    },
    cannotTitle: (count: number): string =>
      count === 1 ? "1 item can't be distributed" : `${number(count)} items can't be distributed`,
    cannotText: "Everything else will be distributed.",
    cannotWhy: {
      home: "is in a home folder, and home folders aren't distributed",
      noPath: "has no path",
    } satisfies Record<SnapshotContents["cannot"][number]["why"], string>,
    cannotMore: (more: number): string => `and ${number(more)} more`,
    asOf: (at: string, now: number): string => `Snapshots updated ${timeOf(at, now)}.`,
    readAgain: "Refresh",
  },
};
