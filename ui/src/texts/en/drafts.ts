import { spanSince } from "../../lib/moments";
import { plain } from "../../lib/plain";
import { ago } from "./speech";

export const drafts = {
  drafts: {
    title: "Drafts",
    text: "Drafts are kept on this computer. Nothing in them has been sent.",
    columns: {
      name: "Draft",
      space: "Space",
      people: "People",
      changed: "Changed",
      actions: "Actions",
    },
    search: "Search drafts, spaces and people",
    openFile: "Open draft file…",
    empty:
      "There are no drafts yet. Open a space and choose “Invite people”, or open a draft file.",
    unnamed: (space: string): string => `People for ${plain(space)}`,
    more: (draft: string): string => `Actions for ${plain(draft)}`,
    open: "Open",
    rename: "Rename…",
    duplicate: "Duplicate",
    saveFile: "Save as file…",
    exportCsv: "Export as CSV…",
    exportXlsx: "Export as Excel workbook…",
    delete: "Delete",
    copyOf: (draft: string): string => `${draft} (copy)`,
    duplicated: (draft: string): string => `“${plain(draft)}” was created.`,
    saved: (file: string, folder: string): string => `Saved as ${plain(file)} in ${plain(folder)}.`,
    deleted: (draft: string): string => `“${plain(draft)}” was deleted.`,
    nameLabel: "Draft name",
    renameTitle: "Rename draft",
    save: "Save",
    changed: (at: string, now: number): string => ago(spanSince(at, now), at),
  },
};
