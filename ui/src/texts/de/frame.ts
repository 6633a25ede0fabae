/** The window's frame: menus, the sidebar, the foot, notices and what all pages share. */

import type { StartNotice } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { hadToWait } from "./desktop";
import { clockOf, number, rows, timeOf } from "./speech";

export const frame = {
  common: {
    back: "Zurück",
    cancel: "Abbrechen",
    close: "Schließen",
    dismiss: "Ausblenden",
    undo: "Rückgängig",
    stop: "Stoppen",
    details: "Details",
    copy: "Kopieren",
    copied: "Kopiert",
    noName: "Ohne Namen",
    reading: "Wird geladen…",
    search: "Suchen",
    clearSearch: "Suche löschen",
    noMatches: "Keine Treffer",
    rows,
  },

  frame: {
    sideLabel: "Konten und Spaces",
    account: (account: string): string => `Konto: ${visibleText(account)}`,
    practice: "Übung",
    addAccount: "Konto hinzufügen…",
    changeKey: "API-Schlüssel ändern…",
    removeAccount: "Konto entfernen…",
    accountKeys: (n: number): string => `Strg ${n}`,
    openMailbox: "Übungspostfach öffnen",
    openFaults: "Störungen simulieren…",
    shortcuts: "Tastenkürzel",
    spaces: "Spaces",
    spacesOf: {
      course: "Kurse",
      project: "Forschungsprojekte",
      dataset: "Datensätze",
      other: "Andere",
    },
    notYours: "ohne Rechte",
    drafts: "Entwürfe",
    overview: "Übersicht",
    activity: "Aktivitäten",
    search: "Suchen",
    searchKeys: "Strg K",
    help: "Hilfe",
    helpHere: "Hilfe zu dieser Seite (F1)",
    outboxProgress: (settled: number, total: number): string =>
      `${number(settled)}/${number(total)}`,
    needsAttention: (count: number): string => `${number(count)} mit Handlungsbedarf`,
    noSpaces: "Mit diesem API-Schlüssel sind keine Spaces zugänglich.",
    skip: "Zum Inhalt springen",
    showSide: "Konten und Spaces",
  },

  codeMissing: {
    title: "Ein Teil dieses Fensters konnte nicht geladen werden",
    text: "Laden Sie das Fenster neu. Wenn das nicht hilft, installieren Sie Cohort noch einmal. Ihre Daten sind sicher.",
    reload: "Fenster neu laden",
  },

  status: {
    unknown: "Noch nicht verbunden",
    online: "Online",
    offline: (since: string | null, now: number): string =>
      since === null ? "Offline" : `Offline seit ${clockOf(since, now)}`,
    sending: (settled: number, total: number): string =>
      `${number(settled)} von ${number(total)} gesendet`,
    keyRefused: "API-Schlüssel abgelehnt",
    keyMissing: "API-Schlüssel fehlt",
    tryNow: "Jetzt versuchen",
    enterKey: "API-Schlüssel eingeben",
    trying: "Verbindet…",
  },

  welcome: {
    title: "Willkommen bei Cohort",
    lead: "Bereiten Sie Ihre Listen vor, wo Sie wollen, prüfen Sie sie vor dem Senden, und sehen Sie jederzeit, wer beigetreten ist und wer noch nicht.",
    accountTitle: "Ihr Konto hinzufügen",
    accountText: "Cohort arbeitet mit den Kursen und Projekten Ihres Kontos auf der Plattform.",
    keySteps: [
      "Öffnen Sie auf der Plattform „User settings“ und dort „API access“.",
      "Erstellen Sie einen Schlüssel und kopieren Sie ihn sofort, denn er wird nur einmal angezeigt.",
      "Fügen Sie ihn in Cohort ein. Er liegt im Schlüsselbund dieses Computers und sonst nirgends.",
    ],
    accountButton: "Konto hinzufügen",
    practiceTitle: "Oder zuerst ausprobieren",
    practiceText:
      "In Cohort läuft eine Übungsplattform mit einem Beispielkurs und erfundenen Studierenden. Alle E-Mails gehen in ein eigenes Postfach und sonst nirgendwohin. Ihr Konto können Sie jederzeit hinzufügen.",
    practiceButton: "Übungskurs ausprobieren",
  },

  accountForm: {
    addTitle: "Konto hinzufügen",
    keyTitle: (account: string): RichText => ["API-Schlüssel für ", name(account)],
    address: "Adresse der Plattform",
    addressHint: "Geben Sie die Adresse der API ein, nicht die der Website.",
    key: "API-Schlüssel",
    show: "Schlüssel zeigen",
    hide: "Schlüssel verbergen",
    whereTitle: "Wo Sie den Schlüssel finden",
    where:
      "Öffnen Sie auf der Plattform Ihre Einstellungen („User settings“) und wählen Sie „API access“. Erstellen Sie einen Schlüssel und kopieren Sie ihn sofort, denn er wird nur einmal angezeigt.",
    keeping: "Cohort legt den Schlüssel im Schlüsselbund dieses Computers ab und sonst nirgends.",
    addButton: "Prüfen und Konto hinzufügen",
    keyButton: "Prüfen und Schlüssel speichern",
    tryAgain: "Erneut versuchen",
    checking: "Die Plattform wird gefragt…",
    kept: {
      title: "Der Schlüssel, den Cohort jetzt hat",
      check: "Diesen Schlüssel prüfen",
      accepted: (at: string, now: number): string =>
        `Zuletzt geprüft: ${timeOf(at, now)}. Die Plattform hat den Schlüssel akzeptiert.`,
    },
    added: (account: string): string => `Sie sind mit ${visibleText(account)} verbunden.`,
  },

  removeAccount: {
    title: (account: string): RichText => [name(account), " entfernen?"],
    text: "Cohort löscht den API-Schlüssel dieses Kontos aus dem Schlüsselbund. Auf der Plattform ändert sich nichts.",
    button: "Konto entfernen",
  },

  keyNotes: {
    missing: "Der API-Schlüssel dieses Kontos fehlt",
    refused: "Die Plattform nimmt den API-Schlüssel dieses Kontos nicht mehr an",
  },

  notices: {
    dataSetAside: (notice) => ({
      title: "Die Daten auf diesem Computer konnten nicht gelesen werden",
      text: [
        "Cohort hat sie unverändert als ",
        strong(notice.file),
        " in ",
        name(notice.folder),
        " aufbewahrt und mit einer neuen, leeren Datei begonnen.",
      ],
    }),
    practiceDown: () => ({
      title: "Die Übungsplattform ist nicht gestartet",
      text: [
        "Ihre anderen Konten sind nicht betroffen. Schließen Sie Cohort und öffnen Sie es erneut.",
      ],
    }),
    plansHeld: (notice) => ({
      title:
        notice.count === 1
          ? "1 Auftrag ist angehalten"
          : `${number(notice.count)} Aufträge sind angehalten`,
      text: [
        notice.count === 1
          ? "Cohort wurde geschlossen, bevor er gesendet war, und seither wurde nichts gesendet. Entscheiden Sie unter „Aktivitäten“, ob er gesendet werden soll."
          : "Cohort wurde geschlossen, bevor sie gesendet waren, und seither wurde nichts gesendet. Entscheiden Sie unter „Aktivitäten“, ob sie gesendet werden sollen.",
      ],
    }),
    sendingGoesOn: ({ waited }) => ({
      title: hadToWait(waited),
      text: [
        "Cohort wurde geschlossen, bevor alles gesendet war. Jetzt wird das Senden von selbst fortgesetzt.",
      ],
    }),
    dataRestored: ({ unsettled, drafts }) => ({
      title: "Die Daten von Cohort auf diesem Computer wurden wiederhergestellt oder kopiert",
      text: [
        unsettled === 0
          ? "In den Aktivitäten ist nichts unerledigt. "
          : unsettled === 1
            ? "Sie enthalten 1 unerledigten Schritt, und alle Aufträge sind angehalten. Manches davon wurde seither vielleicht schon gesendet, von diesem oder einem anderen Computer. Wenn Sie fortsetzen, fragt Cohort zuerst die Plattform, wer dabei ist und welche Instanzen es gibt, und sendet dann nur, was fehlt. Was auch die Plattform nicht weiß, entscheiden Sie. "
            : `Sie enthalten ${number(unsettled)} unerledigte Schritte, und alle Aufträge sind angehalten. Manches davon wurde seither vielleicht schon gesendet, von diesem oder einem anderen Computer. Wenn Sie fortsetzen, fragt Cohort zuerst die Plattform, wer dabei ist und welche Instanzen es gibt, und sendet dann nur, was fehlt. Was auch die Plattform nicht weiß, entscheiden Sie. `,
        drafts === 0
          ? "Was nach dem Sichern der Daten gesendet wurde, steht nicht darin."
          : drafts === 1
            ? "1 Entwurf darin wurde seither vielleicht schon gesendet. Cohort fragt Sie daher, bevor es ihn sendet."
            : `Die ${number(drafts)} Entwürfe darin wurden seither vielleicht schon gesendet. Cohort fragt Sie daher, bevor es einen davon sendet.`,
      ],
    }),
    dataOnNetwork: (notice) => ({
      title: "Die Daten von Cohort liegen auf einem Netzlaufwerk",
      text: [
        "Wenn 2 Computer sie gleichzeitig ändern oder die Verbindung abbricht, können sie Schaden nehmen. Legen Sie ",
        name(notice.folder),
        " auf ein Laufwerk in diesem Computer, und öffnen Sie Cohort nicht auf 2 Computern zugleich.",
      ],
    }),
  } satisfies {
    [What in StartNotice["what"]]: (notice: Extract<StartNotice, { what: What }>) => {
      title: string;
      text: RichText;
    };
  },

  dataRestored: {
    resume: "Prüfen und fortsetzen",
    goingOn: "Es wird geprüft, was schon gesendet wurde…",
  },

  shortcuts: {
    title: "Tastenkürzel",
    groups: [
      {
        title: "Überall",
        keys: [
          ["Strg K", "Überall suchen"],
          ["F1", "Hilfe zu dieser Seite öffnen"],
          ["?", "Diese Liste zeigen"],
          ["Strg F", "In der Tabelle suchen"],
          ["Strg O", "Liste aus einer Datei importieren"],
          ["Strg 1 … 9", "Zum ersten, zweiten … Konto wechseln"],
          ["Alt ←", "Zurück"],
          ["↑ ↓ Bild Pos1 Ende", "In einer Tabelle bewegen"],
          ["Eingabe", "Die Zeile öffnen"],
        ],
      },
      {
        title: "In der Liste der Personen",
        keys: [
          ["↑ ↓ ← →", "Von Zelle zu Zelle gehen"],
          ["Strg Pos1, Strg Ende", "Zur ersten oder letzten Zeile gehen"],
          ["Eingabe oder F2", "Zelle bearbeiten; jede andere Taste ersetzt den Inhalt"],
          ["Eingabe, Tab", "Bestätigen und nach unten oder rechts gehen"],
          ["Esc", "Änderung verwerfen"],
          ["Umschalt ↑ ↓ ← →", "Mehrere Zellen auswählen"],
          ["Umschalt Leertaste, Strg A", "Ganze Zeilen oder die ganze Liste auswählen"],
          ["Strg C, Strg X, Entf", "Zellen kopieren, ausschneiden oder leeren"],
          ["Strg V", "Zellen oder Personen aus einer E-Mail einfügen"],
          ["Strg D", "Die erste Zeile der Auswahl nach unten ausfüllen"],
          ["Strg Z, Strg Y", "Rückgängig machen oder wiederholen"],
          ["Strg F, dann F3", "Suchen und zum nächsten Treffer gehen"],
          ["Alt Eingabe", "Zeile korrigieren"],
          ["F8", "Zur nächsten Zeile, die zu korrigieren oder zu prüfen ist"],
          ["Strg G", "Zeilen in eine Gruppe verschieben"],
          ["Alt 1 … 9", "Zeilen in die erste, zweite … Gruppe verschieben"],
          ["Strg L", "Zeilen überspringen oder wieder aufnehmen"],
          ["Strg Entf", "Zeilen löschen"],
        ],
      },
    ],
  },
};
