/** Choosing a snapshot, and what a snapshot holds. */

import type { SnapshotContents } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { number, timeOf } from "./speech";

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : `${number(count)} ${many}`];

const listed = (parts: readonly string[]): string => {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
};

export const snapshots = {
  snapshots: {
    sourceLabel: "Instances with snapshots",
    source: "Instance",
    sourceCount: "Snapshots",
    filter: "Filter instances",
    shownOf: (shown: number, all: number): string =>
      `${number(shown)} of ${number(all)} shown. Type to narrow down the list.`,
    label: "Snapshots, newest first",
    snapshot: "Snapshot",
    taken: "Taken",
    description: "Description",
    noDate: "No date",
    pickSource: "Choose an instance to see its snapshots.",
    noneOfSource: "This instance has no snapshot yet.",
    none: {
      title: "This space has no snapshot yet",
      text: "A snapshot keeps what an instance holds at one moment. It's taken on the platform. Until there is one, there's no material to choose.",
    },
    unknown:
      "The snapshots haven't been loaded on this computer yet. Connect to the platform to choose one.",
    asOf: (at: string, now: number): string => `Snapshots updated ${timeOf(at, now)}.`,
    readAgain: "Refresh",

    loading: "Loading its contents…",
    holdsTitle: (snapshot: string): RichText => ["What ", name(snapshot), " holds"],
    holdsUnknown:
      "Cohort can't load the contents of this snapshot right now. It tries again before it sends anything.",
    holds: (contents: SnapshotContents): string => {
      const parts = [
        ...counted(contents.files, "1 file", "files"),
        ...counted(contents.applications, "1 application", "applications"),
        ...counted(contents.tables, "1 table", "tables"),
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
  },
};
