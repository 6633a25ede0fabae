/** The search palette. */

import type { FoundWhere } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { number, timeOf } from "./speech";

/** How somebody stands where they were found. */
const found = (where: FoundWhere, space: string): string => {
  switch (where.what) {
    case "space":
      return where.joined ? `joined ${space}` : `hasn't joined ${space} yet`;
    case "draft":
      return `in a draft for ${space}`;
    case "plan":
      return `in Activity, ${space}`;
  }
};

export const search = {
  search: {
    title: "Search everywhere",
    placeholder: "Search spaces, people, drafts and actions",
    results: "Results",
    groups: {
      spaces: "Spaces",
      people: "People",
      drafts: "Drafts",
      plans: "Activity",
      actions: "Actions",
    },
    /** Beside a group that is shown in part. */
    of: (shown: number, all: number): string => `${number(shown)} of ${number(all)}`,
    nothing: (text: string): string => `Nothing matches “${visibleText(text.trim())}”.`,
    searching: "Searching…",
    count: (count: number): string => (count === 1 ? "1 result" : `${number(count)} results`),
    person: (address: string, space: string, where: FoundWhere): string =>
      address === "" ? found(where, space) : `${address} · ${found(where, space)}`,
    plan: (space: string, at: string, now: number): string => `${space} · ${timeOf(at, now)}`,
    keys: [
      ["↑ ↓", "choose"],
      ["Enter", "open"],
      ["Esc", "close"],
    ],
    /** What stands in the field when people are to be invited and the space is still to be chosen. */
    inviteStart: "Invite people to ",
    actions: {
      invite: (space: string): string => `Invite people to ${visibleText(space)}`,
      addInstance: (space: string): string => `Add instance to ${visibleText(space)}`,
      distribute: (space: string): string => `Distribute material in ${visibleText(space)}`,
      overview: "Go to Overview",
      activity: "Go to Activity",
      drafts: "Go to Drafts",
      addAccount: "Add your account",
      changeKey: "Change API key",
      switchTo: (account: string): string => `Switch to ${visibleText(account)}`,
      appearance: {
        system: "Use the system's appearance",
        light: "Use light appearance",
        dark: "Use dark appearance",
      },
      help: "Open help for this page",
    },
  },
};
