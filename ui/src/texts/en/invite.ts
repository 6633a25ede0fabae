import type { Purpose, Role } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { number, people } from "./speech";

export const invite = {
  invite: {
    title: (space: string): RichText => ["Invite people to ", name(space)],
    stepsLabel: "Steps",
    steps: { whatFor: "What for", who: "Who", withWhat: "With what", review: "Review" },
    stepState: { done: "done", now: "you are here", ahead: "not yet" },
    close: "Close",
    keep: "Keep as draft",
    next: { who: "Next: Who", withWhat: "Next: With what", review: "Next: Review" },
    saved: "saved",
    saving: "saving…",
    notSaved: "not saved",
    notYetSaved: "Saved as a draft from your first choice on",
    kept: "The draft is kept under Drafts.",
    purposeLegend: "What should they be invited to?",
    purposes: {
      own: {
        title: "Own instance for each",
        text: "Everyone gets a workspace of their own, with your material in it.",
      },
      shared: { title: "A shared instance", text: "Everyone works in the same instance." },
      groups: {
        title: "Group instances",
        text: "One room for each group of your list; who is in the group works in it.",
      },
      administrators: { title: "Administrators", text: "They run this space with you." },
    } satisfies Record<Purpose, { title: string; text: string }>,
    cannot: {
      dataset: "Not in a dataset: its instances hold data that all look at together.",
      nothingShared: "There is no instance here that could be shared yet.",
    },
    administratorsWarning: {
      title: "Administrators can do everything you can do here",
      text: "They see and change every instance, hand out material over what others have written, invite and remove people, and can make or unmake administrators, you among them.",
    },
    instanceLegend: "Which instance?",
    instanceFilter: "Filter instances",
    shownOf: (shown: number, all: number): string =>
      `${number(shown)} of ${number(all)} shown. Type to narrow them down.`,
    instancePeople: (count: number): string => people(count),
    noInstances: "There is no instance here that can be shared.",
    roleLegend: "What may they do there?",
    roleTexts: {
      editor: "May change files and run applications.",
      viewer: "May look at everything and change nothing.",
      observer: "May use the data and change nothing.",
    } satisfies Record<Role, string>,
    choosePurpose: "Choose what they are invited to.",
    chooseInstance: "Choose the instance.",
    addSomebody: "Add at least one person.",
    byMail: "Each of them gets a mail from the platform.",
  },
};
