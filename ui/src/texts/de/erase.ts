/** What deleting data for good would delete, and what it means. */

import type { ErasedLeft } from "../../bridge";
import { number, people } from "./speech";

export const erase = {
  erase: {
    accounts: (count: number): string =>
      count === 1
        ? "Was von 1 entfernten Konto noch da ist"
        : `Was von ${number(count)} entfernten Konten noch da ist`,
    drafts: (count: number): string => (count === 1 ? "1 Entwurf" : `${number(count)} Entwürfe`),
    plansWith: (sentPlans: number, inPlans: number): string =>
      sentPlans === 1
        ? `1 Auftrag unter „Aktivitäten“, mit ${people(inPlans)}`
        : `${number(sentPlans)} Aufträge unter „Aktivitäten“, mit ${people(inPlans)}`,
    lists: (count: number): string =>
      count === 1
        ? "1 Liste, mit der ein Space verglichen wird"
        : `${number(count)} Listen, mit denen Spaces verglichen werden`,
    backups: (count: number): string =>
      count === 1
        ? "Die Sicherung, denn sie kann etwas davon enthalten"
        : `Alle ${number(count)} Sicherungen, denn sie können etwas davon enthalten`,
    onPlatform: "Auf der Plattform ändert sich nichts: Personen und Instanzen bleiben dort.",
    forgotten:
      "Cohort weiß danach nicht mehr, wer eingeladen wurde. Wer nie beigetreten ist, könnte eine zweite E-Mail bekommen. Das lässt sich nicht rückgängig machen.",
    underWay: {
      title: "Einiges davon wird noch gesendet",
      text: "Warten Sie, bis es gesendet ist, oder brechen Sie es unter „Aktivitäten“ ab. Danach können Sie es löschen.",
    },
    left: {
      nothing: "Die Daten wurden gelöscht.",
      untilOthersClose:
        "Die Daten wurden gelöscht. Cohort ist auch in einem Terminal geöffnet: Bis Sie es schließen, bleiben Teile davon in einer Datei neben den Daten.",
      copies:
        "Die Daten wurden gelöscht, aber eine Kopie davon ließ sich nicht entfernen. Schließen Sie andere Programme, die den Ordner von Cohort verwenden, und löschen Sie alte Daten noch einmal.",
    } satisfies Record<ErasedLeft, string>,
    older: {
      group: "Löschen",
      title: "Alte Daten löschen",
      hint: "Erledigte Aufträge sowie Entwürfe und Listen, die seit einem Tag Ihrer Wahl niemand geändert hat.",
      open: "Tag wählen…",
      heading: "Alte Daten löschen?",
      day: "Löschen, was älter ist als",
      nothing: "Nichts davon ist älter.",
      button: "Endgültig löschen",
    },
    account: {
      keep: "Daten behalten",
      keepText:
        "Entwürfe und Gesendetes bleiben auf diesem Computer. Wenn Sie das Konto wieder hinzufügen, gehören sie wieder dazu.",
      all: "Daten ebenfalls löschen",
      allText: "Entwürfe, Aufträge, Personen und Listen werden endgültig gelöscht.",
      question: "Was soll mit seinen Daten geschehen?",
      button: "Konto und Daten löschen",
    },
  },
};
