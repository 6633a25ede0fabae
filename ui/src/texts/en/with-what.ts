import type { MaterialLook, Snapshots } from "../../bridge";
import { name, type RichText, strong } from "../../lib/rich-text";
import { dayOf, number, timeOf } from "./speech";

const counted = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [count === 1 ? one : `${number(count)} ${many}`];

const joined = (parts: readonly string[]): string => {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
};

export const withWhat = {
  withWhat: {
    legend: { own: "What does each instance hold?", groups: "What does each room hold?" },
    distributed: "What was handed out so far",
    distributedText: (snapshot: string, at: string | null): RichText =>
      at === null
        ? ["The newest: ", strong(snapshot)]
        : ["The newest: ", strong(snapshot), ` of ${dayOf(at)}`],
    nothingDistributed: "Nothing was distributed yet. You can go on and distribute later.",
    distributedUnknown:
      "Not read from this computer yet; it is looked up before anything leaves, and what is newest then is handed out.",
    snapshot: "Another snapshot",
    snapshotText: "You choose the instance, and then the snapshot.",
    nothing: "Nothing",
    nothingText: "The instances are empty. You can hand out material later.",
    instanceLegend: "From which instance?",
    instanceFilter: "Filter instances",
    snapshotCount: (count: number): string =>
      count === 1 ? "1 snapshot" : `${number(count)} snapshots`,
    snapshotLegend: (instance: string): RichText => ["Which snapshot of ", name(instance), "?"],
    sourcesUnknown:
      "The snapshots were not read from this computer yet. They can be chosen once the platform is reached.",
    noSources: "There is no snapshot in this space yet.",
    snapshotFilter: "Filter snapshots",
    snapshotLine: ({
      at,
      description,
    }: Snapshots["sources"][number]["snapshots"][number]): RichText => [
      at === null ? "no date" : dayOf(at),
      ...(description === null || description === "" ? [] : [" · ", name(description)]),
    ],
    chooseSnapshot: "Choose the snapshot.",
    looking: "Looking what it holds…",
    holdsUnknown: "What it holds is not known now; it is read before anything leaves.",
    holds: (look: MaterialLook): string => {
      const parts = [
        ...counted(look.files, "1 file", "files"),
        ...counted(look.applications, "1 application", "applications"),
        ...counted(look.tables, "1 table", "tables"),
      ];
      return parts.length === 0
        ? "It holds nothing that can be handed out."
        : `It holds ${joined(parts)}.`;
    },
    cannotTitle: (count: number): string =>
      count === 1 ? "1 thing cannot be handed out" : `${number(count)} things cannot be handed out`,
    cannotText: "They are left out; everything else is handed out.",
    cannotWhy: {
      home: "lies in a home folder, which is never handed out",
      noPath: "has no path that could be handed out",
    } satisfies Record<MaterialLook["cannot"][number]["why"], string>,
    cannotMore: (more: number): string => `and ${number(more)} more`,
    asOf: (at: string, now: number): string => `Snapshots as of ${timeOf(at, now)}.`,
    readAgain: "Read again",
  },
};
