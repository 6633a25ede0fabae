/** The drafts, and the list that is edited in one. */

import type { DraftEntry } from "../../bridge";
import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import { ago, capitalised, number, people } from "./speech";

export const drafts = {
  drafts: {
    title: "Drafts",
    text: "Drafts are kept on this computer. Nothing in them has been sent.",
    columns: {
      name: "Draft",
      space: "Space",
      people: "Contents",
      changed: "Changed",
    },
    search: "Search drafts, spaces and people",
    openFile: "Open draft file…",
    empty:
      "There are no drafts yet. Open a space and choose “Invite people”, or open a draft file.",
    /** What a draft without a name is called: by what it is for, and its space. */
    unnamed: ({
      spaceName,
      instances,
      distributes,
    }: Pick<DraftEntry, "spaceName" | "instances" | "distributes">): string => {
      if (distributes !== null) return `Material for ${visibleText(spaceName)}`;
      return instances === null
        ? `People for ${visibleText(spaceName)}`
        : `Instances for ${visibleText(spaceName)}`;
    },
    holds: ({
      people: count,
      instances,
      distributes,
    }: Pick<DraftEntry, "people" | "instances" | "distributes">): string => {
      if (distributes !== null)
        return distributes === "" ? "No snapshot yet" : visibleText(distributes);
      if (instances === null) return people(count);
      return instances === 1 ? "1 instance" : `${number(instances)} instances`;
    },
    foot: (count: number): string => (count === 1 ? "1 draft" : `${number(count)} drafts`),
    oneAtATime: "Select one draft only.",
    noList: "This draft has no list of people.",
    open: "Open",
    rename: "Rename…",
    duplicate: "Duplicate",
    saveFile: "Save as file…",
    exportCsv: "Export as CSV…",
    exportXlsx: "Export as XLSX…",
    delete: "Delete",
    copyOf: (draft: string): string => `${draft} (copy)`,
    duplicated: (drafts: readonly string[]): string =>
      drafts.length === 1
        ? `“${visibleText(drafts[0] ?? "")}” was created.`
        : `${number(drafts.length)} drafts were created.`,
    saved: (file: string, folder: string): string =>
      `Saved as ${visibleText(file)} in ${visibleText(folder)}.`,
    deleted: (drafts: readonly string[]): string =>
      drafts.length === 1
        ? `“${visibleText(drafts[0] ?? "")}” was deleted.`
        : `${number(drafts.length)} drafts were deleted.`,
    nameLabel: "Draft name",
    renameTitle: "Rename draft",
    save: "Save",
    changed: (at: string, now: number): string => capitalised(ago(spanSince(at, now), at)),
  },
};
