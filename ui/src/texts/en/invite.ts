/** The wizard that invites people. */

import type { DraftStep, Purpose, Role } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { number, people } from "./speech";

export const invite = {
  invite: {
    title: (space: string): RichText => ["Invite people to ", name(space)],
    steps: {
      purpose: "Access",
      people: "People",
      material: "Material",
      names: "Name and description",
      targets: "",
      overwritten: "",
      review: "Review",
    } satisfies Record<DraftStep, string>,
    next: {
      people: "Next: People",
      material: "Next: Material",
      names: "Next: Name and description",
      review: "Next: Review",
    },
    notYetSaved: "Saved as a draft as soon as you choose something",
    kept: "Your list is saved in Drafts.",
    purposeLegend: "How should people join?",
    purposes: {
      individual: {
        title: "With an individual instance each",
        text: "Everyone gets their own workspace with your material.",
      },
      shared: { title: "In a shared instance", text: "Everyone works in the same instance." },
      groups: {
        title: "In group instances",
        text: "Each group on your list gets an instance that its members share.",
      },
      // The pages of these two say this by themselves, and an invitation never offers them.
      instances: { title: "New instances", text: "Nobody is invited yet." },
      distribute: { title: "Distribute material", text: "Nobody is invited." },
      administrators: { title: "As administrators", text: "They manage this space with you." },
    } satisfies Record<Purpose, { title: string; text: string }>,
    cannot: {
      dataset: "Not available in a dataset, because everyone uses the same data.",
      nothingShared: "This space has no instance that can be shared yet.",
    },
    administratorsWarning: {
      title: "Administrators can do everything that you can do here",
      text: "They can see and change every instance, overwrite other people's work by distributing material, invite and remove people, and add or remove administrators, including you.",
    },
    masterWarning: {
      title: "In Master, administrators prepare the material of this space",
      text: "Everyone you invite to it sees the material before it's distributed, and editors can change it. If people only need a place to work together, choose another instance or create group instances.",
    },
    instanceLegend: "Which instance?",
    instanceFilter: "Filter instances",
    shownOf: (shown: number, all: number): string =>
      `${number(shown)} of ${number(all)} shown. Type to narrow down the list.`,
    instancePeople: (count: number): string => people(count),
    noInstances: "This space has no instance that can be shared.",
    roleLegend: "What should they be able to do?",
    roleTexts: {
      editor: "Can change files and run applications.",
      viewer: "Can view everything, but can't change anything.",
      observer: "Can use the data, but can't change anything.",
    } satisfies Record<Role, string>,
    choosePurpose: "Choose how people should join.",
    chooseInstance: "Choose an instance.",
    addSomebody: "Add at least 1 person.",
    byEmail: "The platform sends each of them an email.",
  },
};
