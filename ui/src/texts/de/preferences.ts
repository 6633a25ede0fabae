/** The page of the preferences. */

import type { Availability, LanguageChoice } from "../../bridge";

type Absent = Exclude<Availability, "available">;

export const preferences = {
  preferences: {
    title: "Einstellungen",
    appearance: {
      group: "Darstellung und Sprache",
      title: "Hell oder dunkel",
      choices: { system: "System", light: "Hell", dark: "Dunkel" },
    },
    language: {
      title: "Sprache",
      // Every language is listed under its own name, so that it is found in any other.
      choices: { system: "System", en: "English", de: "Deutsch" } satisfies Record<
        LanguageChoice,
        string
      >,
    },
    window: {
      group: "Fenster und Infobereich",
      closing: "Beim Schließen des Fensters",
      closingHint: "Cohort kann im Infobereich weiter senden.",
      choices: { keepRunning: "Weiterlaufen", quit: "Beenden" },
      noTray: {
        unknown: "Cohort prüft, ob dieser Desktop einen Infobereich hat.",
        missing:
          "Dieser Desktop zeigt keine Symbole in einem Infobereich, es gäbe also keinen Weg zurück zu Cohort. Unter GNOME zeigt sie die Erweiterung AppIndicator.",
        noBus:
          "Diese Sitzung hat keinen D-Bus-Sitzungsbus, daher erreicht Cohort keinen Infobereich.",
      } satisfies Record<Absent, string>,
      startsWithSession: "Cohort beim Anmelden starten",
      startsWithSessionHint: "Cohort startet im Infobereich, ohne Fenster.",
      startsWithSessionBare:
        "Cohort öffnet sein Fenster, denn dieser Desktop hat keinen Infobereich.",
      cannotStartWithSession:
        "Was beim Anmelden an diesem Computer startet, kann Cohort nicht ändern.",
      asks: "Vor dem Beenden warnen, solange gesendet wird",
      asksHint:
        "Es geht so oder so nichts verloren. Der Rest wird gesendet, wenn Sie Cohort das nächste Mal öffnen.",
    },
    notifications: {
      group: "Benachrichtigungen",
      missing: {
        unknown: "Cohort prüft, ob dieser Desktop Benachrichtigungen zeigt.",
        missing:
          "Auf diesem Desktop zeigt nichts Benachrichtigungen. Alles steht auch unter „Aktivitäten“.",
        noBus:
          "Diese Sitzung hat keinen D-Bus-Sitzungsbus, daher kann Cohort keine Benachrichtigungen zeigen. Alles steht auch unter „Aktivitäten“.",
      } satisfies Record<Absent, string>,
      kinds: {
        sent: { title: "Einladungen gesendet", hint: "Mit der Anzahl der Personen." },
        needsAttention: {
          title: "Es gibt Handlungsbedarf",
          hint: "Zum Beispiel wurde eine Adresse abgelehnt.",
        },
        backOnline: { title: "Wieder online, das Senden geht weiter", hint: null },
        joined: { title: "Jemand ist beigetreten", hint: "Höchstens alle 15 Minuten." },
      },
      names: "Namen in Benachrichtigungen zeigen",
      namesHint: "Anfangs ausgeschaltet, denn andere könnten Ihren Bildschirm sehen.",
    },
  },
};
