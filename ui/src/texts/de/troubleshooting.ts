/** Die Seite „Fehlersuche“: was geprüft wird, woran es liegen kann und wer hilft. */

import type { CheckOf, SupportFacts } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import type { CauseId, CauseWords } from "../words";

const causes: Record<CauseId, CauseWords> = {
  noPermission: {
    title: "Ihnen fehlt die Berechtigung",
    seen: "Ein Space ist grau, seine Schaltflächen fehlen, oder die Plattform lehnt ab, was Sie senden.",
    why: "Nur wer in einem Space Administratorrechte hat, kann dort Personen einladen, Instanzen erstellen und Material verteilen. Als Editor oder Viewer geht das nicht, und auch nicht mit Administratorrechten in einem anderen Space.",
    steps: [
      "Bitten Sie jemanden mit Administratorrechten, sie Ihnen zu geben oder das Senden zu übernehmen. Cohort kann die E-Mail dafür beginnen.",
      "Sobald Sie die Rechte haben, wählen Sie beim Auftrag unter Aktivitäten „Erneut versuchen“.",
    ],
  },
  wrongPlace: {
    title: "Das ist die falsche Instanz",
    seen: "Eine Instanz lässt sich nicht wählen, oder die Plattform sagt, dass niemand in sie eingeladen werden kann.",
    why: "Distributed dient nur dem Verteilen von Material, darum wird niemand dorthin eingeladen. Eine Einzelinstanz gehört einer einzigen Person. Studierende sehen Distributed auch ohne Einladung.",
    steps: [
      "Wählen Sie eine gemeinsame Instanz, oder geben Sie jeder Person oder Gruppe eine eigene.",
      "Um allen neues Material zu geben, wählen Sie unter Instanzen „Material verteilen“.",
    ],
  },
  invalidAddress: {
    title: "Eine Adresse ist ungültig",
    seen: "Eine Adresse ist unterstrichen, die Prüfung verlangt eine Korrektur, oder die Plattform lehnt eine Person ab.",
    why: "Eine Adresse wie myemail@.uni.edu.com kann keine E-Mails empfangen. Außerdem erwartet die Plattform die Adresse, mit der jemand dort schon angemeldet ist.",
    steps: [
      "Wählen Sie im Entwurf die unterstrichene Adresse, um den Grund zu sehen. Korrigieren Sie sie, oder überspringen Sie die Zeile.",
      "Ist die Einladung schon unterwegs, öffnen Sie den Auftrag unter „Aktivitäten“, wählen Sie die Person und dann „Adresse korrigieren“.",
    ],
  },
  deleted: {
    title: "Eine Instanz oder ein Space wurde gelöscht",
    seen: "Etwas fehlt, oder die Plattform sagt, dass es nicht mehr existiert.",
    why: "Die Plattform bewahrt Gelöschtes 24 Stunden lang auf. So lange lässt es sich mit Administratorrechten wiederherstellen, und so lange bleibt der Slug vergeben.",
    steps: [
      "Was von diesem Computer aus gelöscht wurde, steht unter Instanzen, jeweils mit „Wiederherstellen“.",
      "Sonst lässt es sich mit Administratorrechten auf der Website der Plattform wiederherstellen. Fragen Sie, wer es gelöscht hat, oder jemanden mit diesen Rechten.",
    ],
  },
  offline: {
    title: "Es besteht keine Verbindung",
    seen: "Cohort ist offline, die Plattform hat nicht rechtzeitig geantwortet, oder an ihrer Stelle antwortet eine Webseite.",
    why: "Dieser Computer hat keine Internetverbindung, die Plattform antwortet nicht, oder etwas auf dem Weg antwortet statt ihrer.",
    steps: [
      "Arbeiten Sie weiter. Entwürfe sind gespeichert, und was Sie senden, geht von selbst hinaus, sobald die Verbindung wieder da ist.",
      "Öffnen Sie im Hotel oder im Zug einen Webbrowser, und melden Sie sich im WLAN an.",
      "Prüfen Sie die Adresse des Kontos. Gemeint ist die API der Plattform, nicht ihre Website.",
    ],
  },
  apiKey: {
    title: "Der API-Schlüssel fehlt oder wurde abgelehnt",
    seen: "Cohort fragt nach dem API-Schlüssel, oder der Schlüsselbund ist gesperrt.",
    why: "Der Schlüssel wurde auf der Plattform ersetzt, war vertippt oder liegt nicht im Schlüsselbund dieses Computers.",
    steps: [
      "Öffnen Sie auf der Website der Plattform „User settings“, dann „API access“, und erstellen Sie einen Schlüssel. Er wird nur einmal gezeigt.",
      "Geben Sie ihn in Cohort ein.",
    ],
  },
  serverFault: {
    title: "Auf der Plattform ist etwas schiefgegangen",
    seen: "Ein Schritt wird immer wieder versucht oder wurde nach 12 Versuchen beendet.",
    why: "Die Plattform hatte selbst einen Fehler oder war überlastet. Cohort versucht es von selbst erneut, mit wachsenden Pausen, und lädt niemanden doppelt ein.",
    steps: [
      "Warten Sie ab. Das meiste davon ist nach Minuten vorbei.",
      "Hält es an, kopieren Sie die Vorfallnummer aus den technischen Details und senden Sie sie dem Support der Plattform.",
    ],
  },
  unknown: {
    title: "Es ist unklar, ob eine E-Mail gesendet wurde",
    seen: "Eine Person oder ein Schritt ist als unklar markiert.",
    why: "Die Verbindung brach ab, nachdem die Anfrage gesendet war und bevor die Antwort kam, und die Plattform kann nicht sagen, was daraus wurde.",
    steps: [
      "Wählen Sie später „Erneut prüfen“. Ist die Person bis dahin beigetreten, ist alles geklärt.",
      "Fragen Sie die Person, ob die E-Mail ankam, bevor Sie sie erneut senden. Sonst kommt sie vielleicht doppelt an.",
    ],
  },
  support: {
    title: "Nichts davon hilft",
    seen: "Das Problem steht hier nicht, oder es kommt wieder.",
    why: "Der Support der Plattform kann nachsehen, was dort geschehen ist. Dafür braucht er den Zeitpunkt und, falls es eine gibt, die Vorfallnummer.",
    steps: [
      "Kopieren Sie den Text für den Support, und fügen Sie ihn in eine E-Mail ein. Er enthält keinen Schlüssel, keinen Namen und keine Adresse.",
      "Beschreiben Sie in eigenen Worten, was Sie getan und was Sie gesehen haben.",
      "Wenn der Support mehr wissen muss, speichern Sie am Ende dieser Seite eine Kopie für den Support.",
    ],
  },
};

const checked: Record<CheckOf, { title: string; passed: string; notDone: string }> = {
  connection: {
    title: "Verbindung",
    passed: "Die Plattform antwortet.",
    notDone: "Nicht geprüft.",
  },
  key: {
    title: "API-Schlüssel",
    passed: "Die Plattform nimmt Ihren API-Schlüssel an.",
    notDone: "Nicht geprüft, weil die Plattform nicht erreichbar ist.",
  },
  space: {
    title: "Der Space",
    passed: "Es gibt ihn, und niemand hat ihn gelöscht.",
    notDone: "Nicht geprüft, weil eine Prüfung weiter oben nicht erfolgreich war.",
  },
  role: {
    title: "Ihre Rolle",
    passed: "Sie haben Administratorrechte und können Personen einladen.",
    notDone: "Nicht geprüft, weil eine Prüfung weiter oben nicht erfolgreich war.",
  },
};

export const troubleshooting = {
  troubleshooting: {
    title: "Fehlersuche",
    checks: {
      title: "Was Cohort jetzt prüft",
      of: checked,
      running: "Wird geprüft…",
      again: "Erneut prüfen",
      space: "Prüfen für",
      noSpace: "Nur das Konto",
      done: (failed: number): string => {
        if (failed === 0) return "Alle Prüfungen waren erfolgreich.";
        return failed === 1 ? "1 Prüfung schlug fehl." : `${failed} Prüfungen schlugen fehl.`;
      },
    },
    causes: {
      title: "Was sehen Sie?",
      search: "Beschreiben Sie, was Sie sehen",
      none: "Nichts hier passt dazu. Versuchen Sie ein anderes Wort, oder kopieren Sie den Text für den Support.",
      count: (count: number): string => (count === 1 ? "1 Ursache" : `${count} Ursachen`),
      whyLabel: "Warum",
      stepsLabel: "Was hilft",
      of: causes,
    },
    buttons: {
      write: "Um Administratorrechte bitten",
      instances: "Instanzen zeigen",
      drafts: "Zu den Entwürfen",
      activity: "Zu den Aktivitäten",
      enterKey: "API-Schlüssel eingeben",
      tryNow: "Verbindung prüfen",
      platform: "Plattform öffnen",
      support: "Text für den Support kopieren",
    },
    copy: {
      title: "Kopie für den Support",
      hint: "Wenn Ihnen jemand bei Cohort hilft, schicken Sie dieser Person eine Datei, in der steht, was passiert ist: welche Versionen und Einstellungen Sie verwenden, wie viele Daten es gibt, was aus jedem Schritt geworden ist und was Cohort zuletzt protokolliert hat. Sie nennt den Server Ihrer Plattform. Personen, Spaces, Instanzen und Listen erscheinen darin nur als Nummern. API-Schlüssel, Anmeldelinks, Notizen und E-Mail-Texte sind nicht enthalten.",
      people: "Namen und Adressen von Personen aufnehmen",
      peopleHint:
        "In der Datei steht dann auch, wie Ihre Spaces, Instanzen und Listen heißen, was die Plattform gemeldet hat und was in Fehlermeldungen stand. Geben Sie sie nur an jemanden weiter, der das alles wissen darf.",
      save: "Kopie für den Support speichern…",
      saving: "Wird gespeichert…",
      saved: (file: string, folder: string): string =>
        `Als ${file} in ${folder} gespeichert. Sie können die Datei öffnen und nachsehen, was darin steht, bevor Sie sie weitergeben.`,
    },
    letterCopied:
      "Die Nachricht wurde kopiert. Fügen Sie sie in eine E-Mail an jemanden mit Administratorrechten ein.",
    restored: (instance: string): string => `${visibleText(instance)} wurde wiederhergestellt.`,
    letter: {
      subject: (space: string): string => `Zugang zu ${visibleText(space)}`,
      paragraphs: (space: string): string[] => [
        "Guten Tag",
        `Ich möchte Personen zu ${visibleText(space)} einladen, habe dort aber keine Administratorrechte. Könnten Sie mir diese Rechte geben oder die Einladungen für mich senden?`,
        "Um mir die Rechte zu geben, öffnen Sie den Space auf der Plattform, wählen Sie seine Benutzer, und laden Sie mich als „Space administrator“ ein.",
        "Vielen Dank",
      ],
    },
    administrators: (first: string, others: number): RichText => {
      if (others === 0) return ["Administratorrechte hat ", name(first), "."];
      return others === 1
        ? ["Administratorrechte haben ", name(first), " und 1 weitere Person."]
        : ["Administratorrechte haben ", name(first), ` und ${others} weitere Personen.`];
    },
    support: (facts: SupportFacts, results: string): string =>
      [
        `Cohort ${facts.version}, ${facts.system}`,
        `Plattform: ${facts.platform}`,
        `Geprüft: ${facts.at}`,
        results,
      ].join("\n"),
    results: { passed: "in Ordnung", failed: "fehlgeschlagen", notDone: "nicht geprüft" },
  },
};
