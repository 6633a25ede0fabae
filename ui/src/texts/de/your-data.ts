/** The page Your data: where it is, its backups, and going back to one of them. */

import type { BackupKind } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { fileSize, number, timeAlone, timeOf } from "./speech";

const since = (sentPlans: number, changedDrafts: number): string => {
  const [plans, drafts] = [number(sentPlans), number(changedDrafts)];
  if (sentPlans === 0 && changedDrafts === 0)
    return "Seither wurde nichts gesendet und kein Entwurf geändert.";
  if (sentPlans === 0 && changedDrafts === 1) return "Seither wurde 1 Entwurf geändert.";
  if (sentPlans === 0) return `Seither wurden ${drafts} Entwürfe geändert.`;
  if (sentPlans === 1 && changedDrafts === 0) return "Seither wurde 1 Auftrag erteilt.";
  if (changedDrafts === 0) return `Seither wurden ${plans} Aufträge erteilt.`;
  if (sentPlans === 1 && changedDrafts === 1)
    return "Seither wurde 1 Auftrag erteilt und 1 Entwurf geändert.";
  if (sentPlans === 1)
    return `Seither wurde 1 Auftrag erteilt, und ${drafts} Entwürfe wurden geändert.`;
  if (changedDrafts === 1)
    return `Seither wurden ${plans} Aufträge erteilt, und 1 Entwurf wurde geändert.`;
  return `Seither wurden ${plans} Aufträge erteilt und ${drafts} Entwürfe geändert.`;
};

export const yourData = {
  yourData: {
    title: "Ihre Daten",
    row: "Daten und Sicherungen",
    rowHint: "Wo Cohort Ihre Daten aufbewahrt, und wie Sie zu einem früheren Tag zurückkehren.",
    show: "Anzeigen",
    place: {
      group: "Auf diesem Computer",
      folder: "Ordner",
      open: "Im Dateimanager zeigen",
      noFileManager: "Es konnte kein Dateimanager geöffnet werden.",
      data: "Konten, Entwürfe und Gesendetes",
      backups: "Sicherungen",
      setAside: "Beiseitegelegte Dateien",
      setAsideHint:
        "Datendateien, die sich nicht lesen ließen. Cohort bewahrt sie unverändert auf.",
      size: fileSize,
    },
    backups: {
      group: "Sicherungen",
      hint: (count: number): string =>
        `Cohort sichert die Daten an jedem Tag, an dem sich etwas geändert hat, und behält die letzten ${number(count)} Sicherungen. Weitere entstehen vor jeder Aktualisierung und bevor Sie eine Sicherung wiederherstellen oder eine Datei importieren.`,
      none: "Es gibt noch keine Sicherungen. Die erste entsteht eine Minute nach dem Start von Cohort.",
      now: "Jetzt sichern",
      making: "Die Daten werden gesichert…",
      made: "Die Daten wurden gesichert.",
      kind: {
        update: "Vor einer Aktualisierung",
        daily: "Täglich",
        byHand: "Von Ihnen angelegt",
        beforeRestore: "Vor einer Wiederherstellung",
      } satisfies Record<BackupKind, string>,
      at: timeAlone,
      restore: "Wiederherstellen…",
    },
    transfer: {
      group: "Anderer Computer",
      exportTitle: "Alles exportieren",
      exportHint:
        "Speichert alle Daten von Cohort in einer Datei: Konten, Entwürfe, Listen und alles Gesendete. API-Schlüssel sind nicht dabei. Die Datei enthält Namen und Adressen, bewahren Sie sie also sicher auf.",
      export: "Exportieren…",
      exporting: "Wird exportiert…",
      exported: (file: string, folder: string): string => `Als ${file} in ${folder} exportiert`,
      importTitle: "Aus einer Datei importieren",
      importHint:
        "Ersetzt die Daten auf diesem Computer durch eine exportierte Datei oder durch eine Sicherung von einem anderen Computer.",
      import: "Importieren…",
      checking: "Die Datei wird geprüft…",
    },
    import: {
      title: (file: string): RichText => ["Ihre Daten durch ", name(file), " ersetzen?"],
      caption: "Was auf diesem Computer ist, und was in der Datei steht",
      here: "Auf diesem Computer",
      there: "In der Datei",
      accounts: "Konten",
      drafts: "Entwürfe",
      plans: "Aufträge",
      lastChanged: "Zuletzt geändert",
      at: timeAlone,
      never: "Nie",
      replaces:
        "Alles, was Cohort auf diesem Computer hat, wird ersetzt. Die jetzigen Daten werden vorher gesichert, Sie können also zu ihnen zurückkehren.",
      sent: "Cohort weiß nicht, was nach dem Speichern der Datei gesendet wurde. Alles Unfertige wird angehalten, und Cohort fragt Sie, bevor etwas gesendet wird. Dann fragt es zuerst die Plattform, wer bereits dabei ist.",
      keys: "API-Schlüssel sind nicht in der Datei. Cohort fragt Sie nach denen, die nicht im Schlüsselbund dieses Computers liegen.",
      button: "Ersetzen und neu öffnen",
    },
    restore: {
      title: (at: string, now: number): string => `Zum Stand ${timeOf(at, now)} zurückkehren?`,
      since,
      sent: "Gesendete Einladungen bleiben gesendet, aber Cohort weiß nichts mehr von denen, die seither gesendet wurden. Alles Unfertige wird angehalten, und Cohort fragt Sie, bevor etwas gesendet wird. Dann fragt es zuerst die Plattform, wer bereits dabei ist.",
      back: "Die jetzigen Daten werden vorher gesichert. Cohort schließt sich und öffnet sich wieder.",
      button: "Wiederherstellen und neu öffnen",
      restoring: "Die letzten Antworten werden abgewartet…",
    },
  },
};
