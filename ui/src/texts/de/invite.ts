/** The wizard that invites people. */

import type { DraftStep, Purpose, Role } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { number, people } from "./speech";

export const invite = {
  invite: {
    title: (space: string): RichText => ["Personen in ", name(space), " einladen"],
    steps: {
      purpose: "Zugang",
      people: "Personen",
      material: "Material",
      names: "Name und Beschreibung",
      targets: "",
      overwritten: "",
      review: "Prüfen",
    } satisfies Record<DraftStep, string>,
    next: {
      people: "Weiter: Personen",
      material: "Weiter: Material",
      names: "Weiter: Name und Beschreibung",
      review: "Weiter: Prüfen",
    },
    notYetSaved: "Wird als Entwurf gespeichert, sobald Sie etwas wählen",
    kept: "Ihre Liste ist unter „Entwürfe“ gespeichert.",
    purposeLegend: "Wie sollen die Personen teilnehmen?",
    purposes: {
      individual: {
        title: "Mit einer Einzelinstanz für jede Person",
        text: "Alle erhalten einen eigenen Arbeitsbereich mit Ihrem Material.",
      },
      shared: {
        title: "In einer gemeinsamen Instanz",
        text: "Alle arbeiten in derselben Instanz.",
      },
      groups: {
        title: "In Gruppeninstanzen",
        text: "Jede Gruppe Ihrer Liste erhält eine Instanz, die sich ihre Mitglieder teilen.",
      },
      // The page that adds instances says this by itself, and an invitation never offers it.
      distribute: { title: "Material verteilen", text: "Niemand wird eingeladen." },
      instances: { title: "Neue Instanzen", text: "Niemand wird eingeladen." },
      administrators: {
        title: "Mit Administratorrechten",
        text: "Diese Personen verwalten den Space gemeinsam mit Ihnen.",
      },
    } satisfies Record<Purpose, { title: string; text: string }>,
    cannot: {
      dataset: "In einem Datensatz nicht möglich, weil alle dieselben Daten verwenden.",
      nothingShared: "In diesem Space gibt es noch keine Instanz, die sich teilen lässt.",
    },
    administratorsWarning: {
      title: "Wer Administratorrechte hat, kann hier alles, was Sie können",
      text: "Dazu gehört, jede Instanz zu sehen und zu ändern, durch Verteilen von Material die Arbeit anderer zu überschreiben, Personen einzuladen und zu entfernen und Administratorrechte zu vergeben und zu entziehen, auch Ihre.",
    },
    masterWarning: {
      title: "In Master wird das Material dieses Space vorbereitet",
      text: "Wen Sie hier einladen, sieht das Material, bevor es verteilt wird, und kann es mit der Rolle Editor ändern. Wenn die Personen nur einen gemeinsamen Ort zum Arbeiten brauchen, wählen Sie eine andere Instanz oder erstellen Sie Gruppeninstanzen.",
    },
    instanceLegend: "Welche Instanz?",
    instanceFilter: "Instanzen filtern",
    shownOf: (shown: number, all: number): string =>
      `${number(shown)} von ${number(all)} angezeigt. Tippen Sie, um die Liste einzugrenzen.`,
    instancePeople: (count: number): string => people(count),
    noInstances: "In diesem Space gibt es keine Instanz, die sich teilen lässt.",
    roleLegend: "Was sollen sie tun können?",
    roleTexts: {
      editor: "Dateien ändern und Anwendungen ausführen.",
      viewer: "Alles ansehen, aber nichts ändern.",
      observer: "Die Daten verwenden, aber nichts ändern.",
    } satisfies Record<Role, string>,
    choosePurpose: "Wählen Sie, wie die Personen teilnehmen.",
    chooseInstance: "Wählen Sie eine Instanz.",
    addSomebody: "Fügen Sie mindestens 1 Person hinzu.",
    byEmail: "Die Plattform schickt jeder Person eine E-Mail.",
  },
};
