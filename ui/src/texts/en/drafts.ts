import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import { ago } from "./speech";

export const drafts = {
  drafts: {
    title: "Drafts",
    text: "Kept on this computer; nothing of them has been sent.",
    columns: {
      name: "Draft",
      space: "For",
      people: "People",
      changed: "Changed",
      actions: "More",
    },
    search: "Search names, spaces and people",
    openFile: "Open a draft file…",
    empty: "There are no drafts. Choose a space and “Invite people”, or open a draft file.",
    unnamed: (space: string): string => `People for ${visibleText(space)}`,
    more: (draft: string): string => `More for ${visibleText(draft)}`,
    open: "Open",
    rename: "Rename…",
    duplicate: "Duplicate",
    saveFile: "Save as a file…",
    exportCsv: "Export as CSV…",
    exportXlsx: "Export as a workbook…",
    delete: "Delete",
    copyOf: (draft: string): string => `${draft} (copy)`,
    duplicated: (draft: string): string => `“${visibleText(draft)}” was made.`,
    saved: (file: string, folder: string): string =>
      `Saved as ${visibleText(file)} in ${visibleText(folder)}.`,
    deleted: (draft: string): string => `“${visibleText(draft)}” was deleted.`,
    nameLabel: "Name of the draft",
    renameTitle: "Rename the draft",
    save: "Save",
    changed: (at: string, now: number): string => ago(spanSince(at, now), at),
  },
};
