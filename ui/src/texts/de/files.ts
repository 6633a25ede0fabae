/** Files: choosing one, what its columns are, and the difference from a list. */

import type { Field, FileFormat, FileHow, FileSystem } from "../../bridge";
import type { DifferenceGroupId, PersonField } from "../words";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { counted, number, people, rows } from "./speech";

const personFields: Record<PersonField, string> = {
  name: "Name",
  address: "Adresse",
  group: "Gruppe",
  note: "Notiz",
  listId: "Listen-ID",
};

const systems: Record<FileSystem, string> = {
  cohort: "Cohort",
  canvas: "Canvas",
  moodle: "Moodle",
  blackboard: "Blackboard",
  brightspace: "Brightspace",
  openOlat: "OpenOlat",
  ilias: "ILIAS",
  googleClassroom: "Google Classroom",
  githubClassroom: "GitHub Classroom",
  googleContacts: "Google Kontakte",
  outlook: "Outlook",
  zoom: "Zoom",
  teams: "Teams",
};

const formats: Record<FileFormat, string> = {
  csv: "CSV",
  tsv: "Text mit Tabulatoren",
  xlsx: "Excel-Arbeitsmappe",
  xls: "Ältere Excel-Arbeitsmappe",
  ods: "OpenDocument-Tabelle",
  vcard: "vCard",
  mail: "E-Mail",
  text: "Text",
};

export const files = {
  files: {
    systems,
    open: "Datei importieren…",
    other: "Andere Datei wählen…",
    reading: (file: string, read: number): RichText =>
      read === 0
        ? [name(file), " wird gelesen…"]
        : [name(file), " wird gelesen… ", strong(rows(read))],
    readingLabel: "Eine Datei wird importiert",
    stopping: "Wird abgebrochen…",
    undoFirst:
      "Die Liste wurde seither geändert. Machen Sie zuerst mit Strg Z die späteren Änderungen rückgängig.",
    onlyFirst: (file: string): string =>
      `Nur ${visibleText(file)} wurde importiert. Importieren Sie die anderen Dateien einzeln.`,
    finishFirst: "Schließen Sie zuerst diese Seite ab. Importieren Sie die Datei danach.",

    drop: {
      draft: "Diese Personen zum Entwurf hinzufügen",
      draftText: "Sie kommen sofort auf die Liste. Das lässt sich rückgängig machen.",
      compare: "Personen hinzufügen oder Änderungen ansehen",
      compareText: "Sie haben die Wahl. Vorher ändert sich nichts.",
      space: (space: string): RichText => ["Mit ", name(space), " vergleichen"],
      spaceText:
        "Sehen Sie, wer fehlt und wer nicht auf der Liste steht, oder legen Sie einen Entwurf an.",
      newer: (space: string): RichText => ["Als neuere Liste für ", name(space), " verwenden"],
      newerText:
        "Zuerst sehen Sie, was sich dadurch ändert. Niemand wird eingeladen oder entfernt.",
      replace: "Stattdessen diese Datei verwenden",
      replaceText: "Aus der anderen Datei wurde nichts übernommen.",
      elsewhere: "Liste von Personen importieren",
      elsewhereText: "Sie wählen, für welchen Space sie ist.",
      busy: "Schließen Sie zuerst diese Seite ab",
      busyText: "Ziehen Sie die Datei danach noch einmal hierher.",
    },

    /** Said once people from a file are in the list. */
    taken: (count: number, known: number, from: string): string =>
      count === 0
        ? `Keine neuen Personen in ${visibleText(from)}`
        : known === 0
          ? `${people(count)} aus ${visibleText(from)} hinzugefügt`
          : known === 1
            ? `${people(count)} aus ${visibleText(from)} hinzugefügt; 1 stand schon auf der Liste`
            : `${people(count)} aus ${visibleText(from)} hinzugefügt; ${number(known)} standen schon auf der Liste`,
    stopped: (count: number, from: string): string =>
      `Abgebrochen. Bis dahin hinzugefügt: ${people(count)} aus ${visibleText(from)}`,

    question: {
      addTitle: (count: number | null, file: string): RichText =>
        count === null ? ["Personen in ", name(file)] : [`${people(count)} in `, name(file)],
      addText: (inList: number): string =>
        inList === 1
          ? "Auf dieser Liste steht bereits 1 Person."
          : `Auf dieser Liste stehen bereits ${number(inList)} Personen.`,
      add: "Personen hinzufügen",
      difference: "Änderungen zeigen",
      columns: "Spalten…",
      spaceTitle: (file: string): RichText => ["Wofür ist ", name(file), "?"],
      spaceText:
        "Vergleichen Sie die Datei mit dem Space, um zu sehen, wer fehlt, oder legen Sie daraus einen Entwurf an. Nichts wird gesendet.",
      newerText: (list: string): string =>
        `Ihre Liste für diesen Space ist ${visibleText(list)}. Verwenden Sie diese Datei als neuere Liste und sehen Sie, was sich ändert, oder legen Sie daraus einen Entwurf an. Nichts wird gesendet.`,
      newer: "Änderungen zeigen",
      whichTitle: (file: string): RichText => ["Für welchen Space ist ", name(file), "?"],
      whichText:
        "Die Datei wurde für einen Space gespeichert, der nicht geöffnet ist oder nicht zu diesem Konto gehört.",
      whichLabel: "Space",
      filter: "Spaces filtern",
      noSpaces: "Es gibt keinen Space, in den Sie einladen können.",
      newDraft: "Entwurf anlegen",
      compare: "Mit Space vergleichen",
      openHere: "Entwurf öffnen",
    },

    columns: {
      title: (file: string): RichText => ["Personen aus ", name(file)],
      how: {
        recognised: "An den Überschriften erkannt",
        remembered: "Spalten wie beim letzten Mal",
        guessed: "Spalten nach ihrem Inhalt geraten",
      } satisfies Record<FileHow, string>,
      format: (format: FileFormat, encoding: string | null): string =>
        encoding === null ? formats[format] : `${formats[format]}, ${encoding}`,
      table: "Tabelle",
      tableOption: (table: string, count: number): string =>
        `${visibleText(table)} (${people(count)})`,
      tableUnnamed: (place: number): string => `Tabelle ${number(place)}`,
      rowsAbove: "Zeilen am Anfang überspringen",
      domain: "E-Mail-Domain",
      domainWhy:
        "Die Datei enthält Benutzernamen, aber keine Adressen. Welche Domain haben die Adressen?",
      domainMissing: "Geben Sie die Domain der Adressen ein.",
      addressMissing: "Wählen Sie die Spalte mit den Adressen.",
      noAddresses: "Es gibt noch keine Adressen. Sie können sie später ergänzen.",
      legend: "Was die Spalten enthalten",
      legendText:
        "Wählen Sie über jeder Spalte, was sie enthält. Was nicht verwendet wird, bleibt weg.",
      columnOf: (heading: string): string => `Inhalt von „${visibleText(heading)}“`,
      unnamed: (place: number): string => `Spalte ${number(place)}`,
      moreColumns: (count: number): string =>
        count === 1 ? "1 weitere Spalte zeigen" : `${number(count)} weitere Spalten zeigen`,
      fields: {
        address: "Adresse",
        otherAddress: "Weitere Adresse",
        name: "Name",
        firstName: "Vorname",
        lastName: "Nachname",
        group: "Gruppe",
        note: "Notiz",
        listId: "Listen-ID",
        login: "Benutzername",
        left: "Nicht verwendet",
      } satisfies Record<Field, string>,
      understood: "Vorschau",
      understoodFirst: (count: number): string =>
        count === 1 ? "erste Person" : `erste ${number(count)} Personen`,
      nobody: "Noch keine Personen gefunden. Wählen Sie die Spalte mit den Adressen.",
      total: (total: number | null): string =>
        total === null ? "Bisher sind nur die ersten Zeilen gelesen" : people(total),
      add: (total: number | null): string =>
        total === null ? "Personen hinzufügen" : `${people(total)} hinzufügen`,
      newDraft: "Entwurf anlegen",
      difference: "Änderungen zeigen",
      compare: "Mit Space vergleichen",
      adding: "Wird hinzugefügt…",
    },
    personFields,

    difference: {
      title: (file: string): RichText => ["Änderungen in ", name(file)],
      listTitle: (file: string, space: string): RichText => [
        "Was ",
        name(file),
        " an Ihrer Liste für ",
        name(space),
        " ändert",
      ],
      same: (count: number): string =>
        count === 1 ? "1 Person stimmt überein" : `${number(count)} Personen stimmen überein`,
      comparing: "Wird verglichen…",
      none: "Es gibt keine Unterschiede.",
      noneText: "Die Liste enthält bereits alle Personen aus der Datei, mit denselben Angaben.",
      noneListText: "Die Datei enthält dieselben Personen wie Ihre Liste, mit denselben Angaben.",
      listNote:
        "Niemand wird eingeladen oder entfernt. Sie sehen, wer fehlt und wer weggefallen ist.",
      useList: "Als Ihre Liste verwenden",
      label: "Unterschiede",
      filterLabel: "Nur anzeigen",
      chips: {
        all: "Alle",
        added: "Neu",
        gone: "Nicht in der Datei",
        changed: "Geändert",
      } satisfies Record<DifferenceGroupId | "all", string>,
      listChips: {
        all: "Alle",
        added: "Neu",
        gone: "Weggefallen",
        changed: "Geändert",
      } satisfies Record<DifferenceGroupId | "all", string>,
      heads: { added: "Neu", gone: "Nicht in der Datei", changed: "Geändert" } satisfies Record<
        DifferenceGroupId,
        string
      >,
      texts: {
        added: "In der Datei, aber nicht auf dieser Liste.",
        gone: "Auf dieser Liste, aber nicht in der Datei. Vielleicht haben Sie diese Personen selbst hinzugefügt. Wählen Sie aus, wen Sie löschen möchten.",
        changed: "Auf dieser Liste, aber mit anderen Angaben in der Datei.",
      } satisfies Record<DifferenceGroupId, string>,
      listHeads: {
        added: "Neu",
        gone: "Weggefallen",
        changed: "Geändert",
      } satisfies Record<DifferenceGroupId, string>,
      listTexts: {
        added: "In der Datei, aber noch nicht auf Ihrer Liste.",
        gone: "Auf Ihrer Liste, aber nicht in der Datei. Diese Personen bleiben im Space, bis Sie sie entfernen.",
        changed: "Auf Ihrer Liste, aber mit anderen Angaben in der Datei.",
      } satisfies Record<DifferenceGroupId, string>,
      search: "Unterschiede suchen",
      fileName: (file: string): string => `${visibleText(file)} Unterschiede`,
      columns: { name: "Name", address: "Adresse", what: "Unterschied" },
      change: (field: PersonField, before: string, after: string): RichText => [
        `${personFields[field]}: `,
        before === "" ? "leer" : name(before),
        " → ",
        strong(after),
      ],
      inGroup: (group: string): string => (group === "" ? "" : `Gruppe ${visibleText(group)}`),
      columnsAgain: "Spalten…",
      take: (count: number): string => `${counted(count, "Änderung", "Änderungen")} übernehmen`,
      chooseSome: "Wählen Sie mindestens 1 Person aus.",
      taken: (count: number): string => `${counted(count, "Änderung", "Änderungen")} übernommen`,
      chosen: (count: number, all: number): string =>
        `${number(count)} von ${number(all)} ausgewählt`,
    },
  },

  peopleTools: {
    more: "Weitere Aktionen für diesen Space",
  },

  domains: {
    open: "Domains der Institution…",
    title: "Domains der Institution",
    text: "Adressen mit einer anderen Domain werden als „Außerhalb Ihrer Institution“ markiert. Einladen können Sie sie trotzdem.",
    learned: "Domains der Personen in diesem Space verwenden",
    learnedNone: "In diesem Space ist noch niemand, deshalb wird keine Adresse markiert.",
    own: "Diese Domains verwenden",
    ownText: "Eine pro Zeile, etwa uni.example. Subdomains sind eingeschlossen.",
    ownLabel: "Domains, eine pro Zeile",
    notADomain: (text: string): string =>
      `„${visibleText(text)}“ ist keine Domain. Geben Sie eine ein wie uni.example.`,
    save: "Speichern",
    saved: "Die Domains wurden gespeichert.",
  },
};
