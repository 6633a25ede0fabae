/** A space: its head, its tabs and its instances. */

import type { SpaceKind } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { number } from "./speech";

const kinds: Record<SpaceKind, string> = {
  course: "Kurs",
  project: "Forschungsprojekt",
  dataset: "Datensatz",
  other: "Space",
};

const yourRole: Readonly<Record<string, string>> = {
  space_admin: "Administrator",
  editor: "Editor",
  viewer: "Viewer",
  observer: "Observer",
};

export const space = {
  space: {
    kinds,
    kindAsSaid: (said: string): string => visibleText(said),
    administrator: "Administrator",
    role: (role: string): string => yourRole[role.toLowerCase()] ?? `Rolle: ${visibleText(role)}`,
    noRole: "ohne Rolle",
    refresh: "Aktualisieren",
    refreshing: "Wird aktualisiert",
    invite: "Personen einladen",
    otherActions: "Weitere Aktionen in diesem Space",
    tabsLabel: "Ansichten dieses Space",
    tabs: { people: "Personen", instances: "Instanzen", link: "Link", history: "Verlauf" },
    notAdministrator: {
      title: "Sie können hier niemanden einladen",
      ask: (space: string, first: string, second: string | undefined, others: number): RichText => {
        const start = [
          "Um in ",
          name(space),
          " Personen einzuladen oder Instanzen zu erstellen, braucht man Administratorrechte. Wenden Sie sich an ",
        ] as const;
        if (second === undefined) return [...start, strong(first), "."];
        if (others === 0) return [...start, strong(first), " oder ", strong(second), "."];
        return [
          ...start,
          strong(first),
          ", ",
          strong(second),
          others === 1
            ? " oder 1 weitere Person mit diesen Rechten."
            : ` oder eine von ${number(others)} weiteren Personen mit diesen Rechten.`,
        ];
      },
      askNobody: (space: string): RichText => [
        "Um in ",
        name(space),
        " Personen einzuladen oder Instanzen zu erstellen, braucht man Administratorrechte. Wer sie hat, zeigt die Plattform nicht. Fragen Sie die Person, von der Sie Ihren Zugang haben.",
      ],
    },
  },

  historyTab: {
    label: "Von diesem Computer gesendet",
    empty: "Von diesem Computer wurde noch nichts an diesen Space gesendet.",
  },
};
