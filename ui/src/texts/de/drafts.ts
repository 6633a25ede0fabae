/** The drafts, and the list that is edited in one. */

import type { DraftEntry } from "../../bridge";
import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import { agoAlone, counted, instances as instanceCount, number, people } from "./speech";

export const drafts = {
  drafts: {
    title: "Entwürfe",
    text: "Nichts davon wurde bisher gesendet.",
    columns: {
      name: "Entwurf",
      space: "Space",
      people: "Inhalt",
      changed: "Geändert",
    },
    search: "Entwürfe, Spaces und Personen suchen",
    openFile: "Entwurfsdatei öffnen…",
    empty:
      "Es gibt noch keine Entwürfe. Öffnen Sie einen Space und wählen Sie „Personen einladen“, oder öffnen Sie eine Entwurfsdatei.",
    /** What a draft without a name is called: by what it is for, and its space. */
    unnamed: ({
      spaceName,
      instances,
      distributes,
    }: Pick<DraftEntry, "spaceName" | "instances" | "distributes">): string => {
      if (distributes !== null) return `Material für ${visibleText(spaceName)}`;
      return instances === null
        ? `Personen für ${visibleText(spaceName)}`
        : `Instanzen für ${visibleText(spaceName)}`;
    },
    holds: ({
      people: count,
      instances,
      distributes,
    }: Pick<DraftEntry, "people" | "instances" | "distributes">): string => {
      if (distributes !== null)
        return distributes === "" ? "Noch kein Snapshot" : visibleText(distributes);
      return instances === null ? people(count) : instanceCount(instances);
    },
    foot: (count: number): string => counted(count, "Entwurf", "Entwürfe"),
    oneAtATime: "Wählen Sie nur einen Entwurf aus.",
    noList: "Dieser Entwurf enthält keine Personen.",
    open: "Öffnen",
    rename: "Umbenennen…",
    duplicate: "Duplizieren",
    saveFile: "Als Datei speichern…",
    exportCsv: "Als CSV exportieren…",
    exportXlsx: "Als XLSX exportieren…",
    delete: "Löschen",
    copyOf: (draft: string): string => `${draft} (Kopie)`,
    duplicated: (drafts: readonly string[]): string =>
      drafts.length === 1
        ? `„${visibleText(drafts[0] ?? "")}“ wurde angelegt.`
        : `${number(drafts.length)} Entwürfe wurden angelegt.`,
    saved: (file: string, folder: string): string =>
      `Als ${visibleText(file)} in ${visibleText(folder)} gespeichert.`,
    deleted: (drafts: readonly string[]): string =>
      drafts.length === 1
        ? `„${visibleText(drafts[0] ?? "")}“ wurde gelöscht.`
        : `${number(drafts.length)} Entwürfe wurden gelöscht.`,
    nameLabel: "Name des Entwurfs",
    renameTitle: "Entwurf umbenennen",
    save: "Speichern",
    changed: (at: string, now: number): string => agoAlone(spanSince(at, now), at),
  },
};
