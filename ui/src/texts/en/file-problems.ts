/** Every reason why Cohort can't use a file: what is wrong, where in the file, and what to do. */

import type { ForeignFormat, Problem, ProblemCode } from "../../bridge";
import { name, type Piece } from "../../lib/rich-text";
import type { ProblemTable } from "../words";
import { number, rows } from "./speech";

type FileCode = Extract<ProblemCode, `file${string}`>;

const other = { does: "chooseFile", label: "Choose another file…" } as const;
const tryAgain = { does: "tryAgain", label: "Retry" } as const;

const file = (about: string | null): Piece => (about === null ? "This file" : name(about));

/** A limit in the unit that a person would use. */
const size = (bytes: number): string => {
  if (bytes >= 2 ** 30) return `${number(Math.floor(bytes / 2 ** 30))} GB`;
  if (bytes >= 2 ** 20) return `${number(Math.floor(bytes / 2 ** 20))} MB`;
  return `${number(Math.max(1, Math.floor(bytes / 1024)))} kB`;
};

const formats: Record<ForeignFormat, string> = {
  picture: " is a picture, whatever its name says. Save the list as CSV or as an Excel workbook.",
  pdf: " is a PDF, which contains pages rather than rows. Ask for the list as CSV or as an Excel workbook.",
  archive: " is a compressed file. Unpack it, then choose the list inside.",
  document: " is a text document. Copy the people from it and paste them into the list.",
  program: " is a program, not a list. If you don't know where it came from, don't open it.",
  sound: " is an audio or video file, not a list. Choose another file.",
  database: " is a database. Export the list from it as CSV or as an Excel workbook.",
  webPage:
    " is a web page. The website may have saved its sign-in page instead of the list. Sign in there and download the list again.",
  binary:
    " contains neither text nor a workbook. Export the list again as CSV or as an Excel workbook.",
};

const fileName = (about: string | null): Piece => (about === null ? "the file" : name(about));

const bound = (
  trouble: Problem["file"],
  say: (limit: number) => string,
  plainly: string,
): string => (typeof trouble?.limit === "number" ? say(trouble.limit) : plainly);

const inRow = (trouble: Problem["file"]): string =>
  typeof trouble?.row === "number" ? `Row ${number(trouble.row)} of ` : "A row of ";

export const fileProblems: Pick<ProblemTable, FileCode> = {
  fileGone: ({ about }) => ({
    title: "The file no longer exists",
    cause: [
      file(about),
      " was moved, renamed or deleted, or its drive was removed. Choose the file again.",
    ],
    cure: other,
  }),
  fileNotAllowed: ({ about }) => ({
    title: "The file can't be opened",
    cause: [
      file(about),
      " belongs to someone else, or another program is using it. Close it in the other program, or copy it to your own folder.",
    ],
    cure: tryAgain,
  }),
  fileUnreadable: ({ about }) => ({
    title: "The file couldn't be read",
    cause: [
      file(about),
      " couldn't be read from its drive or network folder. Retry, or copy it to this computer and choose the copy.",
    ],
    cure: tryAgain,
  }),
  fileChanged: ({ about }) => ({
    title: "The file has changed",
    cause: [
      file(about),
      " has changed since you opened it, so nothing was imported. If it's still downloading, wait until the download is complete, then retry.",
    ],
    cure: tryAgain,
  }),
  fileChanging: ({ about }) => ({
    title: "The file was changed while Cohort read it",
    cause: [
      "Another program wrote to ",
      about === null ? "this file" : name(about),
      ", so nothing was imported. If it's still downloading or being saved, wait until that's done, then retry.",
    ],
    cure: tryAgain,
  }),
  fileNotAFile: ({ about }) => ({
    title: "This isn't a file",
    cause: [
      about === null ? "This" : name(about),
      " is a folder or a device. Choose the file that contains the list.",
    ],
    cure: other,
  }),
  fileEmpty: ({ about }) => ({
    title: "The file is empty",
    cause: [
      file(about),
      " contains nothing. The download may be incomplete, or the course may have been empty when the list was exported. Export the list again.",
    ],
    cure: other,
  }),
  fileNotAList: ({ about, file: trouble }) => ({
    title: "This file isn't a list",
    cause: [
      file(about),
      !trouble?.foreignFormat
        ? " is a kind of file that doesn't contain people. Export the list as CSV or as an Excel workbook."
        : formats[trouble.foreignFormat],
    ],
    cure: other,
  }),
  fileTooLarge: ({ about, file: trouble }) => ({
    title: "The file is too large",
    cause: [
      file(about),
      bound(
        trouble,
        (limit) => ` is larger than ${size(limit)}, the most that Cohort can import.`,
        " is larger than Cohort can import.",
      ),
      " Export only the people, without attachments or grades.",
    ],
    cure: other,
  }),
  fileUnpacksTooLarge: ({ about, file: trouble }) => ({
    title: "The workbook is too large",
    cause: [
      file(about),
      bound(
        trouble,
        (limit) => ` would take up more than ${size(limit)} when unpacked.`,
        " would take up too much space when unpacked.",
      ),
      " Open it in a spreadsheet program and save the sheet with the people as CSV.",
    ],
    cure: other,
  }),
  fileTooManyRows: ({ about, file: trouble }) => ({
    title: "The file has too many rows",
    cause: [
      file(about),
      bound(
        trouble,
        (limit) => ` has more than ${rows(limit)}.`,
        " has more rows than Cohort can import.",
      ),
      " Split it into several files.",
    ],
    cure: other,
  }),
  fileTooManyColumns: ({ about, file: trouble }) => ({
    title: "A row has too many columns",
    cause: [
      inRow(trouble),
      fileName(about),
      bound(
        trouble,
        (limit) => ` has more than ${number(limit)} columns.`,
        " has more columns than Cohort can import.",
      ),
      " A line break may be missing there. Export the list again, or delete the columns that you don't need.",
    ],
    cure: other,
  }),
  fileCellTooLong: ({ about, file: trouble }) => ({
    title: "A cell is too long",
    cause: [
      inRow(trouble),
      fileName(about),
      bound(
        trouble,
        (limit) => ` has a cell with more than ${size(limit)}.`,
        " has a cell that's longer than Cohort can import.",
      ),
      " A closing quotation mark may be missing there. Fix that row in a text editor, or export the list again.",
    ],
    cure: other,
  }),
  fileTooMuch: ({ about }) => ({
    title: "There's too much in this file",
    cause: [
      file(about),
      " has more tables, cells or text than Cohort can import. Open it in a spreadsheet program and save only the columns with the people as CSV.",
    ],
    cure: other,
  }),
  fileGivenUp: ({ about }) => ({
    title: "Cohort stopped reading the file",
    cause: [
      file(about),
      " is too large or damaged. If a spreadsheet program can open it, save only the columns with the people as CSV from there.",
    ],
    cure: other,
  }),
  fileLocked: ({ about }) => ({
    title: "The file is password-protected",
    cause: [
      file(about),
      " can only be opened with its password. Open it in a spreadsheet program, save it without a password, then retry.",
    ],
    cure: tryAgain,
  }),
  fileDamaged: ({ about }) => ({
    title: "The file is damaged or incomplete",
    cause: [
      file(about),
      " can't be read to the end. It may still be downloading: wait, or download it again. If a spreadsheet program can open it, save it again from there.",
    ],
    cure: tryAgain,
  }),
  fileNobody: ({ about }) => ({
    title: "There are no people in this file",
    cause: [
      file(about),
      " has no row with an address, a login or a name. Check that the list was exported with its participants.",
    ],
    cure: other,
  }),
  fileNotADraft: ({ about }) => ({
    title: "This file isn't a Cohort draft",
    cause: [
      file(about),
      " has the name of a saved draft, but isn't one. Ask the person who sent it to save the draft again. To import a list of people, use “Import file…”.",
    ],
    cure: other,
  }),
  fileNewer: ({ about }) => ({
    title: "The draft was saved by a newer version of Cohort",
    cause: [
      file(about),
      " contains information that this version can't read. Update Cohort on this computer, or ask for the list as CSV.",
    ],
    cure: other,
  }),
  fileSheetFull: () => ({
    title: "There are too many people for an Excel workbook",
    cause: [
      `A sheet has room for ${number(1_048_575)} people, so nothing was saved. Save the list as CSV instead.`,
    ],
    cure: null,
  }),
  fileUnwritable: ({ about }) => ({
    title: "The file couldn't be saved",
    cause: [
      about === null ? "The folder" : name(about),
      " can't be written to, or the file is open in another program. Close it there, or choose another folder.",
    ],
    cure: tryAgain,
  }),
};
