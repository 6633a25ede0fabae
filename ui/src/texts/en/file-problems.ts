import type { FileLooks, Problem, ProblemCode } from "../../bridge";
import { name, type Piece } from "../../lib/rich-text";
import type { ProblemTable } from "../words";
import { number, rows } from "./speech";

/* Every reason why a file is not taken: what is the matter, where in it, and how to mend that. */

type FileCode = Extract<ProblemCode, `file${string}`>;

const other = { does: "chooseFile", label: "Choose another file…" } as const;
const tryAgain = { does: "tryAgain", label: "Try again" } as const;

const file = (about: string | null): Piece => (about === null ? "This file" : name(about));

/** A bound in the size a person would say it in. */
const size = (bytes: number): string => {
  if (bytes >= 2 ** 30) return `${number(Math.floor(bytes / 2 ** 30))} GB`;
  if (bytes >= 2 ** 20) return `${number(Math.floor(bytes / 2 ** 20))} MB`;
  return `${number(Math.max(1, Math.floor(bytes / 1024)))} kB`;
};

const looks: Record<FileLooks, string> = {
  picture: " is a picture, whatever its name says. Save the list as CSV or as a workbook.",
  pdf: " is a PDF, which holds pages and no rows. Ask for the list as CSV or as a workbook.",
  archive: " is packed (a zip file or the like). Unpack it and choose the list that lies in it.",
  document:
    " is a document of a word processor. Copy the people out of it and paste them into the list.",
  program: " is a program, not a list. Do not open it if you do not know where it comes from.",
  sound: " is a sound or a film, not a list.",
  database: " is a database. Export the list from it as CSV or as a workbook.",
  webPage:
    " is a web page. Perhaps a sign-in page was saved in place of the export: sign in and download it again.",
  binary: " holds no text and is no workbook. Export the list again, as CSV or as a workbook.",
};

const bound = (
  trouble: Problem["file"],
  say: (limit: number) => string,
  plainly: string,
): string => (typeof trouble?.limit === "number" ? say(trouble.limit) : plainly);

const inRow = (trouble: Problem["file"]): string =>
  typeof trouble?.row === "number" ? `In row ${number(trouble.row)}` : "In one row";

export const fileProblems: Pick<ProblemTable, FileCode> = {
  fileGone: ({ about }) => ({
    title: "The file is not there any more",
    cause: [
      file(about),
      " was moved, renamed or deleted, or its drive was taken out. Choose it where it is now.",
    ],
    cure: other,
  }),
  fileNotAllowed: ({ about }) => ({
    title: "The file may not be read",
    cause: [
      file(about),
      " belongs to somebody else, or another program has it to itself. Close it there, or copy it into your own folder.",
    ],
    cure: tryAgain,
  }),
  fileUnreadable: ({ about }) => ({
    title: "The file could not be read",
    cause: [
      file(about),
      " lies on a drive or a network place that does not answer as it should. Copy it onto this computer and choose the copy.",
    ],
    cure: tryAgain,
  }),
  fileChanged: ({ about }) => ({
    title: "The file has changed meanwhile",
    cause: [
      file(about),
      " was written to since you looked at it, and nothing of it was taken. If it is still downloading, wait for its end; then look at it once more.",
    ],
    cure: tryAgain,
  }),
  fileEmpty: ({ about }) => ({
    title: "The file is empty",
    cause: [
      file(about),
      " holds nothing at all. Perhaps its download has not finished, or the export was made of an empty course.",
    ],
    cure: other,
  }),
  fileNotAList: ({ about, file: trouble }) => ({
    title: "This is not a list",
    cause: [
      file(about),
      !trouble?.looks
        ? " is of a kind that holds no people. Export the list as CSV or as a workbook."
        : looks[trouble.looks],
    ],
    cure: other,
  }),
  fileTooLarge: ({ about, file: trouble }) => ({
    title: "The file is too large",
    cause: [
      file(about),
      bound(
        trouble,
        (limit) => ` is larger than ${size(limit)}, which no list of people is.`,
        " is larger than any list of people is.",
      ),
      " Export only the people, without files and marks.",
    ],
    cure: other,
  }),
  fileUnpacksTooLarge: ({ about, file: trouble }) => ({
    title: "The workbook is packed too tightly",
    cause: [
      "Unpacked, ",
      file(about),
      bound(
        trouble,
        (limit) => ` would take more than ${size(limit)}.`,
        " would take more room than a list does.",
      ),
      " Open it in your spreadsheet program and save the sheet with the people as CSV.",
    ],
    cure: other,
  }),
  fileTooManyRows: ({ about, file: trouble }) => ({
    title: "The file has too many rows",
    cause: [
      file(about),
      bound(trouble, (limit) => ` has more than ${rows(limit)}.`, " has more rows than fit."),
      " Parting it into several files helps.",
    ],
    cure: other,
  }),
  fileTooManyColumns: ({ about, file: trouble }) => ({
    title: "A row has too many columns",
    cause: [
      inRow(trouble),
      " of ",
      about === null ? "the file" : name(about),
      bound(
        trouble,
        (limit) => ` there are more than ${number(limit)} columns.`,
        " there are more columns than fit.",
      ),
      " A line break may be missing there. Export the list again, or delete what is not needed.",
    ],
    cure: other,
  }),
  fileCellTooLong: ({ about, file: trouble }) => ({
    title: "A cell holds far too much",
    cause: [
      inRow(trouble),
      " of ",
      about === null ? "the file" : name(about),
      bound(
        trouble,
        (limit) => ` a cell holds more than ${size(limit)}.`,
        " a cell holds more than any cell should.",
      ),
      " A quotation mark may be open there. Mend that row in a text editor, or export the list again.",
    ],
    cure: other,
  }),
  fileLocked: ({ about }) => ({
    title: "The file is locked with a password",
    cause: [
      file(about),
      " can only be opened with its password. Open it in your spreadsheet program, save it without one, and choose that.",
    ],
    cure: tryAgain,
  }),
  fileDamaged: ({ about }) => ({
    title: "The file is damaged or not complete",
    cause: [
      file(about),
      " breaks off or does not fit together. It may still be downloading: wait, or download it again. If a spreadsheet program can open it, save it anew from there.",
    ],
    cure: tryAgain,
  }),
  fileNobody: ({ about }) => ({
    title: "There is nobody in this file",
    cause: [
      file(about),
      " can be read, but no row of it has an address, a login or a name. Check that the export was made with the participants.",
    ],
    cure: other,
  }),
  fileNotADraft: ({ about }) => ({
    title: "This is not a draft of Cohort",
    cause: [
      file(about),
      " ends as a saved draft does, but is none. Ask whoever sent it to save the draft again; a list of people opens with “Open a file…”.",
    ],
    cure: other,
  }),
  fileNewer: ({ about }) => ({
    title: "The draft was saved by a newer Cohort",
    cause: [
      file(about),
      " says things that this version does not know. Update Cohort on this computer, or ask for the list as CSV.",
    ],
    cure: other,
  }),
  fileUnwritable: ({ about }) => ({
    title: "The file could not be saved",
    cause: [
      about === null ? "The folder" : name(about),
      " cannot be written to, or the file is open in another program. Close it there, or choose another folder.",
    ],
    cure: tryAgain,
  }),
};
