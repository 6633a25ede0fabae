/** The wizard that adds instances. */

import type {
  CheckedInstances,
  DraftStep,
  Lack,
  NewInstance,
  NewInstanceProblem,
} from "../../bridge";
import { name, type RichText, strong } from "../../lib/rich-text";
import { dayOf, instances, number, timeOf } from "./speech";

const problems: Record<
  NewInstanceProblem["why"],
  (instance: NewInstance, problem: NewInstanceProblem, longest: number, space: string) => RichText
> = {
  nameTooLong: (_, { characters }, longest) => [
    `The name has ${number(characters ?? 0)} characters. Shorten it to ${number(longest)}.`,
  ],
  nameHidden: () => ["The name has a character that can't be seen. Remove it."],
  nameTwice: () => ["This name is already in the list. Remove one of the two lines."],
  slugInvalid: () => ["This slug isn't valid. Use up to 60 characters: a to z, 0 to 9, _ and -."],
  slugReserved: ({ slug }) => [
    `The slug ${slug} belongs to the space itself. Change the name or the slug.`,
  ],
  slugTaken: ({ slug }, { by }, _, space) => [
    name(space),
    ` already has an instance with the slug ${slug}: `,
    name(by ?? ""),
    ". Change the name or the slug.",
  ],
  slugUnderWay: ({ slug }) => [
    `An instance with the slug ${slug} is being created. Change the name or the slug.`,
  ],
  slugTwice: ({ slug }, { by }) => [
    name(by ?? ""),
    ` in this list has the slug ${slug} too. Change one of the two names or the slug.`,
  ],
};

export const addInstance = {
  addInstance: {
    button: "Add instance",
    title: (space: string): RichText => ["Add instance to ", name(space)],
    steps: {
      purpose: "",
      people: "",
      material: "Start from",
      names: "Name and description",
      targets: "",
      overwritten: "",
      review: "Review",
    } satisfies Record<DraftStep, string>,
    next: { names: "Next: Name and description", review: "Next: Review" },
    kept: "Your instances are saved in Drafts.",
    notYetSaved: "Saved as a draft as soon as you choose or type something",

    startsWith: (snapshot: string, at: string | null, instance: string): RichText => [
      "Starts with ",
      strong(snapshot),
      at === null ? ", from " : ` of ${dayOf(at)}, from `,
      name(instance),
      ".",
    ],
    forms: { one: "One instance", several: "Several instances" },
    formsLabel: "How many instances",
    name: "Name",
    slug: "Slug",
    slugHint: "The web address of the instance ends with it. It can't be changed later.",
    descriptionOptional: "Description",
    optional: "(optional)",
    descriptionOfEach: "Description of each instance",
    characters: (count: number, most: number): string =>
      `${number(count)} of ${number(most)} characters`,
    descriptionTooLong: (count: number, most: number): string =>
      `The description has ${number(count)} characters. Shorten it to ${number(most)}.`,
    names: "Names, one on each line",
    namesHint: "Type them, or paste a column of a spreadsheet.",
    listLabel: (count: number): string => `New instances (${number(count)})`,
    listEmpty: "Each name becomes an instance, shown here with its slug.",
    tooMany: (count: number, most: number): string =>
      `The list has ${number(count)} names. Create at most ${number(most)} instances at once.`,
    problem: (instance: NewInstance, longest: number, space: string): RichText =>
      instance.problem === null
        ? []
        : problems[instance.problem.why](instance, instance.problem, longest, space),
    useSlug: (slug: string): string => `Use ${slug}`,
    useSlugFor: (slug: string, instance: string): string => `Use ${slug} for ${instance}`,
    removeLine: "Remove line",
    there: (space: string): RichText => ["Instances in ", name(space)],
    thereAsOf: (individual: number, at: string | null, now: number): string => {
      const asOf = at === null ? "Never loaded on this computer." : `As of ${timeOf(at, now)}.`;
      if (individual === 0) return asOf;
      return individual === 1
        ? `${asOf} The slug of the individual instance is checked too.`
        : `${asOf} The slugs of the ${number(individual)} individual instances are checked too.`;
    },
    thereMore: (count: number): string => `and ${number(count)} more`,
    saved: "Saved in Drafts",
    lacks: {
      snapshot: "Choose a snapshot to continue",
      names: "Enter a name to continue",
      namesToFix: "Fix what is marked to continue",
      purpose: "",
      instance: "",
      people: "",
      nothingInSnapshot: "",
      targets: "",
      messageTooLong: "",
    } satisfies Record<Lack, string>,
    /** Says what is wrong where one thing is. */
    toFix: (checked: CheckedInstances): string => {
      const wrong = checked.list.filter((one) => one.problem !== null);
      const why = wrong[0]?.problem?.why;
      if (checked.toFix > 1) return `Fix ${number(checked.toFix)} things to continue`;
      if (why === undefined) {
        return checked.tooMany === null
          ? "Shorten the description to continue"
          : "Shorten the list to continue";
      }
      return why.startsWith("slug") ? "Change the slug to continue" : "Change the name to continue";
    },
    count: (count: number): string => instances(count),

    invitePeople: "Invite people",
    showInInstances: "Show in Instances",
    chooseSlug: "Choose another slug",
  },
};
