/** The list of people: its columns, its findings, its edits, and adding people. */

import type { EditKind, FindingKind } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { always, counted, number, people, rows } from "./speech";

const cells = (count: number): string => counted(count, "Zelle", "Zellen");
const groups = (count: number): string => counted(count, "Gruppe", "Gruppen");

/** What was done, as it reads after “Rückgängig:” and “Wiederholen:”. */
const edits: Record<EditKind, string> = {
  typing: "Eingabe",
  paste: "Personen hinzufügen",
  fill: "Zellen ändern",
  remove: "Zeilen löschen",
  skip: "Zeilen überspringen",
  fix: "Adressen korrigieren",
  groups: "Gruppen ändern",
  file: "Datei importieren",
  difference: "Änderungen übernehmen",
};

const kinds: Record<FindingKind, string> = {
  invalid: "Ungültig",
  typo: "Möglicher Tippfehler",
  unusual: "Ungewöhnliche Adresse",
  duplicate: "Doppelt",
  outside: "Außerhalb Ihrer Institution",
  alreadyIn: "Bereits dabei",
  alreadyInvited: "Bereits eingeladen",
  roleAddress: "Gemeinsames Postfach",
  noName: "Ohne Namen",
};

const columns = {
  number: "Zeile",
  name: "Name",
  address: "Adresse",
  group: "Gruppe",
  note: "Notiz",
  listId: "Listen-ID",
};

export const list = {
  list: {
    grid: "Personen, die eingeladen werden",
    columns,
    sortBy: (column: string): string => `Nach ${column} sortieren`,
    sorted: (column: string, down: boolean): string =>
      down ? `Nach ${column} absteigend sortiert` : `Nach ${column} aufsteigend sortiert`,
    unsorted: "In der Reihenfolge der Liste",
    addGroupColumn: "Gruppenspalte hinzufügen",
    chips: {
      all: always("gesamt"),
      toFix: always("zu korrigieren"),
      toCheck: always("zu prüfen"),
      alreadyIn: always("bereits dabei"),
      skipped: always("übersprungen"),
    },
    filterLabel: "Nur anzeigen",
    kinds,
    kindsLabel: "Nach Befund",
    everybody: "Alle Zeilen",
    groupsLabel: "Nur eine Gruppe anzeigen",
    noGroup: "ohne Gruppe",
    groupsChosen: (count: number): string => groups(count),
    addLabel: "Personen hinzufügen: tippen oder aus einer E-Mail oder Tabelle einfügen",
    addHint: "Tippen, aus einer E-Mail oder Tabelle einfügen oder eine Datei hierherziehen",
    add: "Hinzufügen",
    alreadyIn: "bereits dabei",
    alreadyInvited: "bereits eingeladen",
    skipped: "übersprungen",
    noAddress: "Ohne Adresse",
    row: (number_: number): string => `Zeile ${number(number_)}`,
    selected: (count: number): string => `${rows(count)} ausgewählt`,
    fine: "In dieser Zeile ist alles in Ordnung.",
    isSkipped: "Übersprungen. An diese Person wird nichts gesendet.",
    addressCorrected: (address: string): string => `Korrigiert: ${visibleText(address)}`,
    fixedAll: (count: number): string => `${rows(count)} korrigiert`,
    fix: "Korrigieren",
    fixKeys: "Alt Eingabe",
    fixTo: (address: string): RichText => ["Meinten Sie ", strong(address), "?"],
    fixAll: (count: number): string =>
      count === 1 ? "1 Zeile korrigieren" : `Alle ${number(count)} korrigieren`,
    fixAllText: (count: number): string =>
      count === 1
        ? "Für 1 Zeile gibt es einen Vorschlag."
        : `Für ${number(count)} Zeilen gibt es einen Vorschlag.`,
    skip: "Überspringen",
    includeAgain: "Wieder aufnehmen",
    remove: (count: number): string =>
      count === 1 ? "Zeile löschen" : `${number(count)} Zeilen löschen`,
    removed: (count: number): string => `${rows(count)} gelöscht`,
    panel: "Zu dieser Zeile",
    overview: "Die ganze Liste",
    emptyTitle: "Auf der Liste steht noch niemand",
    emptyText:
      "Tippen Sie unten eine Adresse und drücken Sie die Eingabetaste, oder fügen Sie mehrere Adressen aus dem An-Feld einer E-Mail oder aus einer Tabelle ein. Sie können auch eine Datei irgendwo auf das Fenster ziehen.",
    noMatches: "Keine Treffer",
    summary: (toFix: number, toCheck: number): string => {
      const check =
        toCheck === 1 ? "1 Zeile ist zu prüfen." : `${number(toCheck)} Zeilen sind zu prüfen.`;
      if (toFix === 0) return toCheck === 0 ? "Alle Adressen sehen gültig aus." : check;
      const fix =
        toFix === 1 ? "1 Adresse ist ungültig." : `${number(toFix)} Adressen sind ungültig.`;
      return toCheck === 0 ? fix : `${fix} ${check}`;
    },
    next: "Nächster Befund",
    counts: (all: number, toFix: number): string =>
      toFix === 0 ? people(all) : `${people(all)}, ${number(toFix)} zu korrigieren`,
    added: (count: number): string => `${rows(count)} hinzugefügt`,
    nothingAdded: "In diesem Text wurden keine Personen gefunden.",
    editing: (column: string, row: number): string => `${column}, Zeile ${number(row)}`,
    copied: (count: number): string => `${cells(count)} kopiert`,
    cut: (count: number): string => `${cells(count)} ausgeschnitten`,
    filled: (count: number): string => `${rows(count)} geändert`,
    tools: "Werkzeuge der Liste",
    undo: "Rückgängig",
    redo: "Wiederholen",
    undoOf: (kind: EditKind): string => `Rückgängig: ${edits[kind]}`,
    redoOf: (kind: EditKind): string => `Wiederholen: ${edits[kind]}`,
    undone: (kind: EditKind): string => `Rückgängig gemacht: ${edits[kind]}`,
    redone: (kind: EditKind): string => `Wiederholt: ${edits[kind]}`,
    nothingToUndo: "Es gibt nichts rückgängig zu machen.",
    nothingToRedo: "Es gibt nichts zu wiederholen.",
  },

  find: {
    label: "In der Liste suchen",
    open: "Suchen",
    next: "Nächster Treffer",
    previous: "Vorheriger Treffer",
    close: "Suche schließen",
    count: (at: number | null, all: number): string => {
      if (all === 0) return "Keine Treffer";
      if (at === null) return `${number(all)} Treffer`;
      return `${number(at)} von ${number(all)}`;
    },
  },

  groups: {
    open: "Gruppen…",
    title: "Gruppen bilden",
    now: (count: number, of: number, without: number): string => {
      const placed =
        of === 1 ? `1 Person ist in ${groups(count)}` : `${people(of)} sind in ${groups(count)}`;
      if (without === 0) return `${placed}.`;
      return without === 1
        ? `${placed}, und 1 Person hat keine Gruppe.`
        : `${placed}, und ${people(without)} haben keine Gruppe.`;
    },
    nowNone:
      "Noch hat niemand eine Gruppe. Füllen Sie die Gruppenspalte aus, oder teilen Sie die Personen zufällig ein.",
    whoLegend: "Wer eingeteilt wird",
    whom: {
      all: (count: number): string => `Alle (${number(count)})`,
      without: (count: number): string => `Personen ohne Gruppe (${number(count)})`,
      chosen: (count: number): string => `Ausgewählte Zeilen (${number(count)})`,
    },
    splitLegend: "Zufällig einteilen",
    split: { groups: "Anzahl der Gruppen", each: "Personen pro Gruppe" },
    numberOfGroups: "Anzahl der Gruppen",
    peopleInEach: "Personen pro Gruppe",
    pattern: "Namen der Gruppen",
    patternHint: (first: string, last: string): RichText => [
      "# steht für die Nummer: ",
      name(first),
      " … ",
      name(last),
    ],
    patternStart: "Gruppe #",
    seed: "Startwert",
    seedHint: "Derselbe Startwert ergibt dieselben Gruppen.",
    anotherSeed: "Neuer Startwert",
    preview: (count: number, sizes: readonly { size: number; groups: number }[]): string => {
      const [first, second] = sizes;
      if (first === undefined) return "Es gibt niemanden einzuteilen.";
      if (second === undefined) return `${groups(count)} mit ${people(first.size)}`;
      return `${groups(count)}: ${number(first.groups)} mit ${number(first.size)} und ${number(second.groups)} mit ${people(second.size)}`;
    },
    replaced: (count: number): string =>
      count === 1
        ? "1 Person hat bereits eine Gruppe und kommt womöglich in eine andere."
        : `${number(count)} Personen haben bereits eine Gruppe und kommen womöglich in eine andere.`,
    make: (count: number): string => `${groups(count)} bilden`,
    made: (count: number): string => `${groups(count)} gebildet`,
    boxTitle: (count: number): string => `${people(count)} in eine Gruppe verschieben`,
    boxLabel: "Gruppe",
    boxDone: "In Gruppe verschieben",
    noGroup: "Ohne Gruppe",
    moved: (count: number, group: string): string => {
      if (group !== "") return `${people(count)} in ${visibleText(group)} verschoben`;
      return count === 1
        ? "1 Person hat nun keine Gruppe"
        : `${people(count)} haben nun keine Gruppe`;
    },
    noSuchGroup: (number_: number): string => `Es gibt keine Gruppe ${number(number_)}.`,
    peopleIn: (count: number): string => people(count),
  },
};
