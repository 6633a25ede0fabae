/** Every reason why Cohort can't use a file: what is wrong, where in the file, and what to do. */

import type { ForeignFormat, Problem, ProblemCode } from "../../bridge";
import { name, type Piece } from "../../lib/rich-text";
import type { ProblemTable } from "../words";
import { number, rows } from "./speech";

type FileCode = Extract<ProblemCode, `file${string}`>;

const other = { does: "chooseFile", label: "Andere Datei wählen…" } as const;
const tryAgain = { does: "tryAgain", label: "Erneut versuchen" } as const;

const file = (about: string | null): Piece => (about === null ? "Diese Datei" : name(about));

/** A limit in the unit that a person would use. */
const size = (bytes: number): string => {
  if (bytes >= 2 ** 30) return `${number(Math.floor(bytes / 2 ** 30))} GB`;
  if (bytes >= 2 ** 20) return `${number(Math.floor(bytes / 2 ** 20))} MB`;
  return `${number(Math.max(1, Math.floor(bytes / 1024)))} kB`;
};

const formats: Record<ForeignFormat, string> = {
  picture:
    " ist trotz des Namens ein Bild. Speichern Sie die Liste als CSV oder als Excel-Arbeitsmappe.",
  pdf: " ist ein PDF und enthält Seiten statt Zeilen. Bitten Sie um die Liste als CSV oder als Excel-Arbeitsmappe.",
  archive: " ist ein Archiv. Entpacken Sie es und wählen Sie dann die Liste darin.",
  document:
    " ist ein Textdokument. Kopieren Sie die Personen daraus und fügen Sie sie in die Liste ein.",
  program:
    " ist ein Programm und keine Liste. Öffnen Sie es nicht, wenn Sie nicht wissen, woher es kommt.",
  sound: " ist eine Audio- oder Videodatei und keine Liste. Wählen Sie eine andere Datei.",
  database:
    " ist eine Datenbank. Exportieren Sie die Liste daraus als CSV oder als Excel-Arbeitsmappe.",
  webPage:
    " ist eine Webseite. Vielleicht hat die Website statt der Liste ihre Anmeldeseite gespeichert. Melden Sie sich dort an und laden Sie die Liste noch einmal herunter.",
  binary:
    " enthält weder Text noch eine Arbeitsmappe. Exportieren Sie die Liste noch einmal als CSV oder als Excel-Arbeitsmappe.",
};

const bound = (
  trouble: Problem["file"],
  say: (limit: number) => string,
  plainly: string,
): string => (typeof trouble?.limit === "number" ? say(trouble.limit) : plainly);

/** “Zeile 12 von liste.csv”, at the start of a sentence. */
const inRow = (trouble: Problem["file"], about: string | null): Piece[] => [
  typeof trouble?.row === "number" ? `Zeile ${number(trouble.row)} ` : "Eine Zeile ",
  ...(about === null ? ["der Datei"] : ["von ", name(about)]),
];

export const fileProblems: Pick<ProblemTable, FileCode> = {
  fileGone: ({ about }) => ({
    title: "Die Datei gibt es nicht mehr",
    cause: [
      file(about),
      " wurde verschoben, umbenannt oder gelöscht, oder das Laufwerk wurde entfernt. Wählen Sie die Datei noch einmal.",
    ],
    cure: other,
  }),
  fileNotAllowed: ({ about }) => ({
    title: "Die Datei lässt sich nicht öffnen",
    cause: [
      file(about),
      " gehört jemand anderem oder ist in einem anderen Programm geöffnet. Schließen Sie sie dort, oder kopieren Sie sie in Ihren eigenen Ordner.",
    ],
    cure: tryAgain,
  }),
  fileUnreadable: ({ about }) => ({
    title: "Die Datei konnte nicht gelesen werden",
    cause: [
      file(about),
      " konnte nicht vom Laufwerk oder aus dem Netzwerkordner gelesen werden. Versuchen Sie es erneut, oder kopieren Sie sie auf diesen Computer und wählen Sie die Kopie.",
    ],
    cure: tryAgain,
  }),
  fileChanged: ({ about }) => ({
    title: "Die Datei hat sich geändert",
    cause: [
      file(about),
      " hat sich geändert, seit Sie sie geöffnet haben. Deshalb wurde nichts importiert. Falls sie noch heruntergeladen wird, warten Sie, bis der Download fertig ist, und versuchen Sie es dann erneut.",
    ],
    cure: tryAgain,
  }),
  fileChanging: ({ about }) => ({
    title: "Die Datei wurde beim Lesen geändert",
    cause: [
      "Ein anderes Programm hat ",
      about === null ? "diese Datei" : name(about),
      " geändert, deshalb wurde nichts importiert. Falls die Datei noch heruntergeladen oder gespeichert wird, warten Sie, bis das fertig ist, und versuchen Sie es dann erneut.",
    ],
    cure: tryAgain,
  }),
  fileNotAFile: ({ about }) => ({
    title: "Das ist keine Datei",
    cause: [
      about === null ? "Das" : name(about),
      " ist ein Ordner oder ein Gerät. Wählen Sie die Datei mit der Liste.",
    ],
    cure: other,
  }),
  fileEmpty: ({ about }) => ({
    title: "Die Datei ist leer",
    cause: [
      file(about),
      " enthält nichts. Vielleicht ist der Download unvollständig, oder der Kurs war beim Export leer. Exportieren Sie die Liste noch einmal.",
    ],
    cure: other,
  }),
  fileNotAList: ({ about, file: trouble }) => ({
    title: "Diese Datei ist keine Liste",
    cause: [
      file(about),
      !trouble?.foreignFormat
        ? " ist eine Art von Datei, die keine Personen enthält. Exportieren Sie die Liste als CSV oder als Excel-Arbeitsmappe."
        : formats[trouble.foreignFormat],
    ],
    cure: other,
  }),
  fileTooLarge: ({ about, file: trouble }) => ({
    title: "Die Datei ist zu groß",
    cause: [
      file(about),
      bound(
        trouble,
        (limit) => ` ist größer als ${size(limit)}. Mehr kann Cohort nicht importieren.`,
        " ist größer, als Cohort importieren kann.",
      ),
      " Exportieren Sie nur die Personen, ohne Anhänge und Noten.",
    ],
    cure: other,
  }),
  fileUnpacksTooLarge: ({ about, file: trouble }) => ({
    title: "Die Arbeitsmappe ist zu groß",
    cause: [
      file(about),
      bound(
        trouble,
        (limit) => ` wäre entpackt größer als ${size(limit)}.`,
        " wäre entpackt zu groß.",
      ),
      " Öffnen Sie sie in einem Tabellenprogramm und speichern Sie das Blatt mit den Personen als CSV.",
    ],
    cure: other,
  }),
  fileTooManyRows: ({ about, file: trouble }) => ({
    title: "Die Datei hat zu viele Zeilen",
    cause: [
      file(about),
      bound(
        trouble,
        (limit) => ` hat mehr als ${rows(limit)}.`,
        " hat mehr Zeilen, als Cohort importieren kann.",
      ),
      " Teilen Sie sie in mehrere Dateien auf.",
    ],
    cure: other,
  }),
  fileTooManyColumns: ({ about, file: trouble }) => ({
    title: "Eine Zeile hat zu viele Spalten",
    cause: [
      ...inRow(trouble, about),
      bound(
        trouble,
        (limit) => ` hat mehr als ${number(limit)} Spalten.`,
        " hat mehr Spalten, als Cohort importieren kann.",
      ),
      " Vielleicht fehlt dort ein Zeilenumbruch. Exportieren Sie die Liste noch einmal, oder löschen Sie die Spalten, die Sie nicht brauchen.",
    ],
    cure: other,
  }),
  fileCellTooLong: ({ about, file: trouble }) => ({
    title: "Eine Zelle ist zu lang",
    cause: [
      ...inRow(trouble, about),
      bound(
        trouble,
        (limit) => ` hat eine Zelle mit mehr als ${size(limit)}.`,
        " hat eine Zelle, die länger ist, als Cohort importieren kann.",
      ),
      " Vielleicht fehlt dort ein schließendes Anführungszeichen. Korrigieren Sie die Zeile in einem Texteditor, oder exportieren Sie die Liste noch einmal.",
    ],
    cure: other,
  }),
  fileTooMuch: ({ about }) => ({
    title: "Die Datei enthält zu viel",
    cause: [
      file(about),
      " hat mehr Tabellen, Zellen oder Text, als Cohort importieren kann. Öffnen Sie sie in einem Tabellenprogramm und speichern Sie nur die Spalten mit den Personen als CSV.",
    ],
    cure: other,
  }),
  fileGivenUp: ({ about }) => ({
    title: "Cohort hat das Lesen der Datei abgebrochen",
    cause: [
      file(about),
      " ist zu groß oder beschädigt. Wenn ein Tabellenprogramm sie öffnen kann, speichern Sie dort nur die Spalten mit den Personen als CSV.",
    ],
    cure: other,
  }),
  fileLocked: ({ about }) => ({
    title: "Die Datei ist durch ein Passwort geschützt",
    cause: [
      file(about),
      " lässt sich nur mit Passwort öffnen. Öffnen Sie sie in einem Tabellenprogramm, speichern Sie sie ohne Passwort und versuchen Sie es erneut.",
    ],
    cure: tryAgain,
  }),
  fileDamaged: ({ about }) => ({
    title: "Die Datei ist beschädigt oder unvollständig",
    cause: [
      file(about),
      " lässt sich nicht bis zum Ende lesen. Vielleicht wird sie noch heruntergeladen: Warten Sie, oder laden Sie sie noch einmal herunter. Wenn ein Tabellenprogramm sie öffnen kann, speichern Sie sie dort neu.",
    ],
    cure: tryAgain,
  }),
  fileNobody: ({ about }) => ({
    title: "Diese Datei enthält keine Personen",
    cause: [
      file(about),
      " hat keine Zeile mit einer Adresse, einem Benutzernamen oder einem Namen. Prüfen Sie, ob die Liste mit den Teilnehmenden exportiert wurde.",
    ],
    cure: other,
  }),
  fileNotADraft: ({ about }) => ({
    title: "Diese Datei ist kein Entwurf von Cohort",
    cause: [
      file(about),
      " heißt wie ein gespeicherter Entwurf, ist aber keiner. Bitten Sie die Person, von der die Datei stammt, den Entwurf noch einmal zu speichern. Eine Liste von Personen importieren Sie mit „Datei importieren…“.",
    ],
    cure: other,
  }),
  fileNewer: ({ about }) => ({
    title: "Der Entwurf stammt von einer neueren Version von Cohort",
    cause: [
      file(about),
      " enthält Angaben, die diese Version nicht lesen kann. Aktualisieren Sie Cohort auf diesem Computer, oder bitten Sie um die Liste als CSV.",
    ],
    cure: other,
  }),
  fileSheetFull: () => ({
    title: "Für eine Excel-Arbeitsmappe sind es zu viele Personen",
    cause: [
      `Ein Blatt fasst ${number(1_048_575)} Personen, deshalb wurde nichts gespeichert. Speichern Sie die Liste stattdessen als CSV.`,
    ],
    cure: null,
  }),
  fileUnwritable: ({ about }) => ({
    title: "Die Datei konnte nicht gespeichert werden",
    cause: [
      "In ",
      about === null ? "diesen Ordner" : name(about),
      " kann nicht geschrieben werden, oder die Datei ist in einem anderen Programm geöffnet. Schließen Sie sie dort, oder wählen Sie einen anderen Ordner.",
    ],
    cure: tryAgain,
  }),
};
