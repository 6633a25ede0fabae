/** People compared with the space's list. */

import type { ListGroup } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import { dayOf, invitations, number, people, timeOf } from "./speech";

/** The people of a space compared with the list that is kept for it. */
export const comparison = {
  comparison: {
    label: "Comparison with your list",
    /** The button above all people, where a list is kept. */
    compareWith: "Compare with your list",
    compareMissing: (count: number): string => `Compare: ${number(count)} missing`,
    compareNew: "Compare with a list…",
    listMenu: (file: string): string => `Your list: ${visibleText(file)}`,
    replace: "Replace with a newer list…",
    saveCsv: "Save comparison as CSV…",
    saveXlsx: "Save comparison as XLSX…",
    removeList: "Remove this list",
    removed: (file: string): string => `${visibleText(file)} was removed.`,
    stop: "Stop comparing",

    empty: {
      title: "Compare with a list",
      text: "Choose the list of your course, such as an export from your learning system. Cohort keeps it on this computer and shows who is in, who hasn't joined yet, who is missing, and who isn't on it.",
      more: "Bring in a newer export at any time to see who has left. Nobody is invited or taken out until you say so.",
      button: "Choose a list…",
      back: "Back to all people",
      drop: "Or drop a file here.",
    },
    notRead:
      "Cohort hasn't loaded the people in this space yet, so it can't compare them with your list. Refresh to load them.",

    search: "Search people",
    filterLabel: "Show only",
    chips: {
      all: "All",
      in: "In",
      notJoined: "Not joined yet",
      missing: "Missing",
      notOnList: "Not on the list",
      left: "Left the list",
    } satisfies Record<ListGroup | "all", string>,
    groupTexts: {
      in: (moved: number): string =>
        moved === 0
          ? "On your list, and joined"
          : moved === 1
            ? "On your list, and joined; 1 has moved to another group"
            : `On your list, and joined; ${number(moved)} have moved to another group`,
      notJoined: "On your list, and invited",
      missing: "On your list, but neither joined nor invited",
      notOnList: "Joined or invited, but not on your list",
      left: "On an earlier list, but not on this one",
      leftMarked: (count: number): string =>
        `On an earlier list, but not on this one; ${number(count)} marked as left`,
    },
    nobodyMissing: "Nobody is missing: everyone on your list has joined or been invited.",
    groupActions: (group: string): string => `More actions for ${group}`,

    columns: {
      group: "Comparison",
      name: "Name",
      address: "Address",
      list: "On your list",
      space: (space: string): string => `In ${visibleText(space)}`,
      state: "State",
    },
    row: (row: number, group: string): string =>
      group === "" ? `Row ${number(row)}` : `Row ${number(row)} · ${visibleText(group)}`,
    rowMoved: (row: number, group: string, before: string): string =>
      `Row ${number(row)} · ${visibleText(group)} (was ${visibleText(before)})`,
    byHand: "Added by you",
    until: (at: string): string => `Until ${dayOf(at)}`,
    joined: (at: string): string => `Joined ${dayOf(at)}`,
    invited: (at: string): string => `Invited ${dayOf(at)}`,
    uninvited: "Without an invitation",
    uninvitedSince: (at: string): string => `Without an invitation, joined ${dayOf(at)}`,
    uninvitedWhy: "Nobody invited this person. They joined by a link, or the platform added them.",
    otherAddress: (address: string): string => `As ${visibleText(address)}`,
    notInvited: "Not invited",
    marked: "Marked as left",

    resend: (count: number): string => `Resend ${invitations(count)}`,
    invite: (count: number): string => `Invite ${people(count)}`,
    addToList: (count: number): string => `Add ${people(count)} to the list`,
    takeOffList: (count: number): string => `Take ${people(count)} off the list`,
    mark: (count: number): string => `Mark ${people(count)} as left`,
    unmark: (count: number): string => `Restore ${people(count)}`,
    takeOut: (count: number): string => `Take ${people(count)} out…`,
    takeOutCannot: "The platform only lets you do this on its website.",
    notAdministrator: "Only administrators can do this.",
    added: (count: number): string => `${people(count)} added to your list.`,
    takenOff: (count: number): string => `${people(count)} taken off your list.`,
    markedDone: (count: number): string =>
      `${people(count)} marked as left. They stay in the space until you take them out.`,
    unmarkedDone: (count: number): string => `${people(count)} restored.`,
    takeOutTitle: (count: number, person: string): RichText =>
      count === 1 ? ["Take ", name(person), " out?"] : [`Take ${people(count)} out?`],
    takeOutText:
      "They lose access to this space, and an invitation they haven't accepted stops working. Their individual instances stay, so no work is lost. To bring them back, invite them again.",
    takeOutButton: (count: number): string => `Take ${people(count)} out`,

    foot: (count: number, file: string, at: string, now: number): string =>
      `${people(count)} on ${visibleText(file)}, added ${timeOf(at, now)}`,
    footSpace: (at: string, now: number): string => `people updated ${timeOf(at, now)}`,
    administrators: "administrators aren't compared",
    fileName: (space: string): string => `${space} comparison`,

    kept: (count: number, file: string): string =>
      `Comparing with ${visibleText(file)} (${people(count)}). Nobody was invited.`,
    replaced: (file: string): string => `${visibleText(file)} is your list now.`,
  },
};
