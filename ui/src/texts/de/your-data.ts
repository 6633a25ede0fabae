/** The page Your data: where it is, its backups, and going back to one of them. */

import type { BackupWhy } from "../../bridge";
import { fileSize, number, timeAlone, timeOf } from "./speech";

const since = (sentPlans: number, changedDrafts: number): string => {
  const sent =
    sentPlans === 1 ? "wurde 1 Auftrag erteilt" : `wurden ${number(sentPlans)} Aufträge erteilt`;
  const changed =
    changedDrafts === 1
      ? "wurde 1 Entwurf geändert"
      : `wurden ${number(changedDrafts)} Entwürfe geändert`;
  if (sentPlans === 0 && changedDrafts === 0)
    return "Seither wurde nichts gesendet und kein Entwurf geändert.";
  if (changedDrafts === 0) return `Seither ${sent}.`;
  if (sentPlans === 0) return `Seither ${changed}.`;
  return `Seither ${sent}, und es ${changed}.`;
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
      hint: "Cohort sichert die Daten an jedem Tag, an dem sich etwas geändert hat, und behält die letzten 7 Sicherungen. Weitere entstehen vor jeder Aktualisierung und bevor Sie eine Sicherung wiederherstellen.",
      none: "Es gibt noch keine Sicherungen. Die erste entsteht eine Minute nach dem Start von Cohort.",
      now: "Jetzt sichern",
      making: "Die Daten werden gesichert…",
      made: "Die Daten wurden gesichert.",
      why: {
        update: "Vor einer Aktualisierung",
        daily: "Täglich",
        byHand: "Von Ihnen angelegt",
        beforeRestore: "Vor einer Wiederherstellung",
      } satisfies Record<BackupWhy, string>,
      at: timeAlone,
      restore: "Wiederherstellen…",
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
