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
    `Der Name hat ${number(characters ?? 0)} Zeichen. Kürzen Sie ihn auf ${number(longest)}.`,
  ],
  nameHidden: () => ["Der Name enthält ein unsichtbares Zeichen. Löschen Sie es."],
  nameTwice: () => ["Dieser Name steht schon in der Liste. Löschen Sie eine der beiden Zeilen."],
  slugInvalid: () => [
    "Dieser Slug ist ungültig. Erlaubt sind bis zu 60 Zeichen: a bis z, 0 bis 9, _ und -.",
  ],
  slugReserved: ({ slug }) => [
    `Der Slug ${slug} gehört dem Space selbst. Ändern Sie den Namen oder den Slug.`,
  ],
  slugTaken: ({ slug }, { by }, _, space) => [
    "In ",
    name(space),
    ` gibt es bereits eine Instanz mit dem Slug ${slug}: `,
    name(by ?? ""),
    ". Ändern Sie den Namen oder den Slug.",
  ],
  slugUnderWay: ({ slug }) => [
    `Eine Instanz mit dem Slug ${slug} wird gerade erstellt. Ändern Sie den Namen oder den Slug.`,
  ],
  slugTwice: ({ slug }, { by }) => [
    name(by ?? ""),
    ` in dieser Liste hat ebenfalls den Slug ${slug}. Ändern Sie einen der beiden Namen oder den Slug.`,
  ],
};

export const addInstance = {
  addInstance: {
    button: "Instanz hinzufügen",
    title: (space: string): RichText => ["Instanz zu ", name(space), " hinzufügen"],
    steps: {
      purpose: "",
      people: "",
      material: "Inhalt",
      names: "Name und Beschreibung",
      targets: "",
      overwritten: "",
      review: "Prüfen",
    } satisfies Record<DraftStep, string>,
    next: { names: "Weiter: Name und Beschreibung", review: "Weiter: Prüfen" },
    kept: "Ihre Instanzen sind unter „Entwürfe“ gespeichert.",
    notYetSaved: "Wird als Entwurf gespeichert, sobald Sie etwas wählen oder eingeben",

    startsWith: (snapshot: string, at: string | null, instance: string): RichText => [
      "Enthält zu Beginn ",
      strong(snapshot),
      at === null ? " aus " : ` vom ${dayOf(at)} aus `,
      name(instance),
      ".",
    ],
    forms: { one: "Eine Instanz", several: "Mehrere Instanzen" },
    formsLabel: "Anzahl der Instanzen",
    name: "Name",
    slug: "Slug",
    slugHint: "Die Webadresse der Instanz endet damit. Er lässt sich später nicht mehr ändern.",
    descriptionOptional: "Beschreibung",
    optional: "(freiwillig)",
    descriptionOfEach: "Beschreibung jeder Instanz",
    characters: (count: number, most: number): string =>
      `${number(count)} von ${number(most)} Zeichen`,
    descriptionTooLong: (count: number, most: number): string =>
      `Die Beschreibung hat ${number(count)} Zeichen. Kürzen Sie sie auf ${number(most)}.`,
    names: "Namen, einer pro Zeile",
    namesHint: "Tippen Sie sie ein, oder fügen Sie die Spalte einer Tabelle ein.",
    listLabel: (count: number): string => `Neue Instanzen (${number(count)})`,
    listEmpty: "Aus jedem Namen wird eine Instanz, die hier mit ihrem Slug erscheint.",
    tooMany: (count: number, most: number): string =>
      `Die Liste hat ${number(count)} Namen. Erstellen Sie höchstens ${number(most)} Instanzen auf einmal.`,
    problem: (instance: NewInstance, longest: number, space: string): RichText =>
      instance.problem === null
        ? []
        : problems[instance.problem.why](instance, instance.problem, longest, space),
    useSlug: (slug: string): string => `${slug} verwenden`,
    useSlugFor: (slug: string, instance: string): string => `${slug} für ${instance} verwenden`,
    removeLine: "Zeile löschen",
    there: (space: string): RichText => ["Instanzen in ", name(space)],
    thereAsOf: (individual: number, at: string | null, now: number): string => {
      const asOf =
        at === null
          ? "Auf diesem Computer noch nie geladen."
          : `Zuletzt geladen: ${timeOf(at, now)}.`;
      if (individual === 0) return asOf;
      return individual === 1
        ? `${asOf} Der Slug der Einzelinstanz wird ebenfalls geprüft.`
        : `${asOf} Die Slugs der ${number(individual)} Einzelinstanzen werden ebenfalls geprüft.`;
    },
    thereMore: (count: number): string => `und ${number(count)} weitere`,
    saved: "Gespeichert",
    lacks: {
      snapshot: "Wählen Sie einen Snapshot, um fortzufahren",
      names: "Geben Sie einen Namen ein, um fortzufahren",
      namesToFix: "Beheben Sie das Markierte, um fortzufahren",
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
      if (checked.toFix > 1) return `Beheben Sie ${number(checked.toFix)} Stellen, um fortzufahren`;
      if (why === undefined) {
        return checked.tooMany === null
          ? "Kürzen Sie die Beschreibung, um fortzufahren"
          : "Kürzen Sie die Liste, um fortzufahren";
      }
      return why.startsWith("slug")
        ? "Ändern Sie den Slug, um fortzufahren"
        : "Ändern Sie den Namen, um fortzufahren";
    },
    count: (count: number): string => instances(count),

    invitePeople: "Personen einladen",
    showInInstances: "Unter „Instanzen“ zeigen",
    chooseSlug: "Anderen Slug wählen",
  },
};
