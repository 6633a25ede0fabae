/** The search palette. */

import type { FoundWhere } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { counted, number, timeOf } from "./speech";

/** How somebody stands where they were found. */
const found = (where: FoundWhere, space: string): string => {
  switch (where.what) {
    case "space":
      return where.joined ? `in ${space}` : `in ${space}, noch nicht beigetreten`;
    case "draft":
      return `in einem Entwurf für ${space}`;
    case "plan":
      return `in den Aktivitäten, ${space}`;
  }
};

export const search = {
  search: {
    title: "Überall suchen",
    placeholder: "Spaces, Personen, Entwürfe und Aktionen suchen",
    results: "Ergebnisse",
    groups: {
      spaces: "Spaces",
      people: "Personen",
      drafts: "Entwürfe",
      plans: "Aktivitäten",
      actions: "Aktionen",
    },
    /** Beside a group that is shown in part. */
    of: (shown: number, all: number): string => `${number(shown)} von ${number(all)}`,
    nothing: (text: string): string => `Keine Treffer für „${visibleText(text.trim())}“.`,
    searching: "Wird gesucht…",
    count: (count: number): string => counted(count, "Ergebnis", "Ergebnisse"),
    person: (address: string, space: string, where: FoundWhere): string =>
      address === "" ? found(where, space) : `${address} · ${found(where, space)}`,
    plan: (space: string, at: string, now: number): string => `${space} · ${timeOf(at, now)}`,
    keys: [
      ["↑ ↓", "wählen"],
      ["Eingabe", "öffnen"],
      ["Esc", "schließen"],
    ],
    /** What stands in the field when people are to be invited and the space is still to be chosen. */
    inviteStart: "Personen einladen in ",
    actions: {
      invite: (space: string): string => `Personen einladen in ${visibleText(space)}`,
      addInstance: (space: string): string => `Instanz hinzufügen zu ${visibleText(space)}`,
      distribute: (space: string): string => `Material verteilen in ${visibleText(space)}`,
      overview: "Zur Übersicht",
      activity: "Zu den Aktivitäten",
      drafts: "Zu den Entwürfen",
      addAccount: "Ihr Konto hinzufügen",
      changeKey: "API-Schlüssel ändern",
      switchTo: (account: string): string => `Zu ${visibleText(account)} wechseln`,
      appearance: {
        system: "Erscheinungsbild des Systems verwenden",
        light: "Helles Erscheinungsbild verwenden",
        dark: "Dunkles Erscheinungsbild verwenden",
      },
      help: "Hilfe zu dieser Seite öffnen",
    },
  },
};
