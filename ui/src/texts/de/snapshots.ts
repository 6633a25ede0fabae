/** Choosing a snapshot, and what a snapshot holds. */

import type { SnapshotContents } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { counted, number, timeOf } from "./speech";

const some = (count: number, one: string, many: string): string[] =>
  count === 0 ? [] : [counted(count, one, many)];

const listed = (parts: readonly string[]): string => {
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} und ${last}`;
};

export const snapshots = {
  snapshots: {
    sourceLabel: "Instanzen mit Snapshots",
    source: "Instanz",
    sourceCount: "Snapshots",
    filter: "Instanzen filtern",
    shownOf: (shown: number, all: number): string =>
      `${number(shown)} von ${number(all)} angezeigt. Tippen Sie, um die Liste einzugrenzen.`,
    label: "Snapshots, neueste zuerst",
    snapshot: "Snapshot",
    taken: "Erstellt",
    description: "Beschreibung",
    noDate: "Ohne Datum",
    pickSource: "Wählen Sie eine Instanz, um ihre Snapshots zu sehen.",
    noneOfSource: "Diese Instanz hat noch keinen Snapshot.",
    none: {
      title: "Dieser Space hat noch keinen Snapshot",
      text: "Ein Snapshot hält fest, was eine Instanz zu einem Zeitpunkt enthält. Er wird auf der Plattform erstellt. Bis es einen gibt, lässt sich kein Material wählen.",
    },
    unknown:
      "Die Snapshots wurden auf diesem Computer noch nicht geladen. Um einen zu wählen, brauchen Sie eine Verbindung zur Plattform.",
    asOf: (at: string, now: number): string => `Snapshots ${timeOf(at, now)} aktualisiert.`,
    readAgain: "Aktualisieren",

    loading: "Der Inhalt wird geladen…",
    holdsTitle: (snapshot: string): RichText => ["Inhalt von ", name(snapshot)],
    holdsUnknown:
      "Der Inhalt dieses Snapshots lässt sich gerade nicht laden. Vor dem Senden versucht Cohort es noch einmal.",
    holds: (contents: SnapshotContents): string => {
      const parts = [
        ...some(contents.files, "Datei", "Dateien"),
        ...some(contents.applications, "Anwendung", "Anwendungen"),
        ...some(contents.tables, "Tabelle", "Tabellen"),
      ];
      return parts.length === 0
        ? "Das Material enthält nichts, was sich verteilen lässt."
        : `Das Material enthält ${listed(parts)}.`;
    },
    cannotTitle: (count: number): string =>
      count === 1
        ? "1 Element lässt sich nicht verteilen"
        : `${number(count)} Elemente lassen sich nicht verteilen`,
    cannotText: "Alles andere wird verteilt.",
    cannotWhy: {
      home: "liegt in einem persönlichen Ordner, und diese werden nicht verteilt",
      noPath: "hat keinen Pfad",
    } satisfies Record<SnapshotContents["cannot"][number]["why"], string>,
    cannotMore: (more: number): string => `und ${number(more)} weitere`,
  },
};
