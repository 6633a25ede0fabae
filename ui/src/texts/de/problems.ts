/** What went wrong, and what to do about it. */

import type { StepKind } from "../../bridge";
import { name, type Piece, type RichText } from "../../lib/rich-text";
import { visibleText } from "../../lib/visible-text";
import type { ProblemContext, ProblemTable } from "../words";
import { accountProblems } from "./account-problems";
import { deliveryProblems } from "./delivery-problems";
import { draftProblems } from "./draft-problems";
import { fileProblems } from "./file-problems";
import { linkProblems } from "./link-problems";

const tryAgain = { does: "tryAgain", label: "Erneut versuchen" } as const;

const names = (people: readonly string[]): RichText =>
  people.slice(0, 3).flatMap((person, index, shown): Piece[] => {
    if (index === 0) return [name(person)];
    return [index === shown.length - 1 ? " oder " : ", ", name(person)];
  });

const notAllowed = ({ space, administrators = [] }: ProblemContext): RichText => {
  const where: Piece = space === undefined ? "diesem Space" : name(space);
  if (administrators.length === 0) {
    return [
      "Vielleicht haben Sie in ",
      where,
      " keine Administratorrechte. Bitten Sie jemanden mit diesen Rechten, das zu erledigen oder sie Ihnen zu geben.",
    ];
  }
  return [
    "Vielleicht haben Sie in ",
    where,
    " keine Administratorrechte. Bitten Sie ",
    ...names(administrators),
    ", das zu erledigen oder Ihnen diese Rechte zu geben.",
  ];
};

/** What of a step the platform rejected, and what to check. */
const rejected: Record<StepKind, { what: string; check: string }> = {
  create: {
    what: "diese Instanz",
    check: "Erstellen Sie sie mit anderem Namen, anderem Slug oder anderer Beschreibung.",
  },
  distribute: {
    what: "diese Verteilung",
    check:
      "Prüfen Sie auf der Plattform den Snapshot und die Instanz und versuchen Sie es dann erneut.",
  },
  invite: {
    what: "diese Adresse",
    check: "Prüfen Sie die Adresse und versuchen Sie es erneut.",
  },
};

const wait = (seconds: number): string => {
  if (seconds === 1) return "Die Plattform hat Cohort gebeten, 1 Sekunde zu warten.";
  if (seconds < 120) return `Die Plattform hat Cohort gebeten, ${seconds} Sekunden zu warten.`;
  return `Die Plattform hat Cohort gebeten, ${Math.ceil(seconds / 60)} Minuten zu warten.`;
};

const write = {
  does: "writeToAdministrators",
  label: "Um Administratorrechte bitten",
} as const;

export const problems: ProblemTable = {
  ...accountProblems,
  ...fileProblems,
  ...deliveryProblems,
  ...draftProblems,
  ...linkProblems,
  offline: () => ({
    title: "Die Plattform ist nicht erreichbar",
    cause: [
      "Dieser Computer ist offline, oder die Plattform antwortet nicht. Nichts geht verloren. Was zum Senden ansteht, wird von selbst gesendet, sobald die Verbindung wieder da ist.",
    ],
    cure: tryAgain,
  }),
  timeout: () => ({
    title: "Die Plattform hat nicht rechtzeitig geantwortet",
    cause: [
      "Vielleicht ist sie ausgelastet oder die Verbindung langsam. Sie können es gefahrlos erneut versuchen.",
    ],
    cure: tryAgain,
  }),
  notThePlatform: ({ about }) => ({
    title: "Das ist eine Webseite, nicht die Plattform",
    cause: [
      "Unter ",
      about === null ? "dieser Adresse" : name(about),
      " antwortet ein Server, aber nicht die Plattform. Prüfen Sie, ob Sie die Adresse der API eingegeben haben. Im Hotel oder im Zug melden Sie sich zuerst im WLAN an.",
    ],
    cure: tryAgain,
  }),
  tlsRefused: () => ({
    title: "Die Verbindung ist nicht sicher",
    cause: [
      "Der Server konnte sich nicht ausweisen. Prüfen Sie die Adresse und die Uhr dieses Computers, oder fragen Sie Ihre IT.",
    ],
    cure: tryAgain,
  }),
  unreadable: () => ({
    title: "Die Antwort der Plattform war unlesbar",
    cause: [
      "Die Plattform hat etwas gesendet, das Cohort nicht versteht. Vielleicht hilft ein neuer Versuch.",
    ],
    cure: tryAgain,
  }),
  answerTooLarge: () => ({
    title: "Die Antwort der Plattform ist zu groß für Cohort",
    cause: [
      "Cohort hat aufgehört, sie zu lesen. Ein weiterer Versuch würde daran nichts ändern. Erledigen Sie das auf der Website der Plattform, oder wenden Sie sich mit den Angaben unten an den Support der Plattform.",
    ],
    cure: { does: "openPlatform", label: "Auf der Plattform öffnen" },
  }),
  connectionBroke: () => ({
    title: "Die Verbindung ist abgebrochen",
    cause: ["Die Antwort der Plattform kam nicht vollständig an. Es wurde nichts geändert."],
    cure: tryAgain,
  }),
  answerLost: () => ({
    title: "Die Antwort der Plattform ging verloren",
    cause: ["Es ist unklar, ob das erledigt ist. Prüfen Sie es, bevor Sie noch einmal senden."],
    cure: { does: "lookUpAgain", label: "Erneut prüfen" },
  }),
  serverFault: () => ({
    title: "Auf der Plattform ist ein Fehler aufgetreten",
    cause: [
      "Versuchen Sie es in einigen Minuten erneut. Tritt der Fehler wieder auf, wenden Sie sich mit den Angaben unten an den Support der Plattform.",
    ],
    cure: tryAgain,
  }),
  busy: ({ waitSeconds }) => ({
    title: "Die Plattform ist ausgelastet",
    cause: [
      waitSeconds === null ? "Die Plattform hat Cohort gebeten zu warten." : wait(waitSeconds),
    ],
    cure: tryAgain,
  }),
  notAllowed: (_, context) => ({
    title: "Dafür fehlen Ihnen die Rechte",
    cause: notAllowed(context),
    cure: write,
  }),
  notFound: ({ about }) => ({
    title: "Das gibt es auf der Plattform nicht mehr",
    cause:
      about === null
        ? ["Die Plattform findet es nicht. Vielleicht wurde es gelöscht oder umbenannt."]
        : [
            "Die Plattform findet ",
            name(about),
            " nicht. Vielleicht wurde es gelöscht oder umbenannt.",
          ],
    cure: { does: "refresh", label: "Space aktualisieren" },
  }),
  deleted: ({ about }, { restores }) => ({
    title: "Das wurde in den letzten 24 Stunden gelöscht",
    cause: [
      ...(about === null ? ["Es lässt sich"] : [name(about), " lässt sich"]),
      restores === true
        ? " noch 24 Stunden nach dem Löschen wiederherstellen. Versuchen Sie es danach erneut."
        : " noch 24 Stunden nach dem Löschen wiederherstellen, auf der Website der Plattform und mit Administratorrechten. Versuchen Sie es danach erneut.",
    ],
    cure:
      restores === true
        ? { does: "restore", label: "Wiederherstellen" }
        : { does: "openPlatform", label: "Auf der Plattform öffnen" },
  }),
  alreadyIn: () => ({
    title: "Bereits dabei",
    cause: ["Laut der Plattform ist diese Person bereits dabei. Es war nichts zu tun."],
    cure: null,
  }),
  clash: () => ({
    title: "Das gibt es auf der Plattform bereits",
    cause: [
      "Die Plattform hat diesen Namen oder diese Einladung schon. Prüfen Sie, was davon zutrifft.",
    ],
    cure: { does: "lookUpAgain", label: "Erneut prüfen" },
  }),
  invalid: ({ fields }, { stepKind }) => ({
    title: `Die Plattform hat ${stepKind === undefined ? "das" : rejected[stepKind].what} abgelehnt`,
    cause: [
      fields.length === 0
        ? `Sie hat keinen Grund genannt. ${stepKind === undefined ? "Prüfen Sie Ihre Eingaben und versuchen Sie es erneut." : rejected[stepKind].check}`
        : `Begründung der Plattform: ${fields.map((fault) => `${visibleText(fault.field)}: ${visibleText(fault.why.replace(/\.$/u, ""))}`).join("; ")}.`,
    ],
    cure:
      stepKind === "invite"
        ? { does: "fixAddress", label: "In neuem Entwurf korrigieren" }
        : tryAgain,
  }),
  dataUnreadable: ({ about }) => ({
    title: "Die Daten auf diesem Computer konnten nicht gelesen werden",
    cause:
      about === null
        ? ["An ihnen wurde nichts geändert."]
        : ["An ", name(about), " wurde nichts geändert."],
    cure: tryAgain,
  }),
  dataReplaced: () => ({
    title: "Cohort muss neu gestartet werden",
    cause: [
      "Eine Sicherung wurde wiederhergestellt oder eine Datei importiert. Beenden Sie Cohort und öffnen Sie es erneut.",
    ],
    cure: null,
  }),
  folderUnusable: () => ({
    title: "Cohort kann seinen Ordner nicht verwenden",
    cause: [
      "Eine Datei im Ordner mit den Daten von Cohort lässt sich nicht öffnen oder verschieben. Prüfen Sie, ob der Ordner vorhanden ist und Sie darin schreiben dürfen, und versuchen Sie es dann erneut.",
    ],
    cure: tryAgain,
  }),
  dataNotUpdated: () => ({
    title: "Die Daten von Cohort konnten nicht auf diese Version umgestellt werden",
    cause: [
      "Es wurde nichts daran geändert. Wenden Sie sich mit den Angaben unten an den Support.",
    ],
    cure: null,
  }),
  dataBusy: () => ({
    title: "Ein anderes Programm verwendet gerade die Daten von Cohort",
    cause: [
      "Das konnte nicht rechtzeitig gespeichert oder gelesen werden. Alles zuvor Gespeicherte ist noch da. Warten Sie einen Moment und versuchen Sie es erneut.",
    ],
    cure: tryAgain,
  }),
  notLoaded: ({ about }) => ({
    title: "Dieser Space wurde noch nicht geladen",
    cause: [
      "Auf diesem Computer ist von ",
      about === null ? "diesem Space" : name(about),
      " noch nichts vorhanden. Aktualisieren Sie den Space, und versuchen Sie es erneut.",
    ],
    cure: { does: "refresh", label: "Space aktualisieren" },
  }),
  snapshotNotListed: ({ about }) => ({
    title: "Dieser Snapshot lässt sich nicht verteilen",
    cause: [
      about === null ? "Er" : name(about),
      " ist nicht unter den Snapshots dieses Space, die Cohort zuletzt geladen hat. Aktualisieren Sie die Liste der Snapshots, oder wählen Sie einen anderen.",
    ],
    cure: null,
  }),
  keptListGone: () => ({
    title: "Diese Liste gibt es nicht mehr",
    cause: [
      "Sie wurde entfernt oder durch eine neuere ersetzt. Gehen Sie zurück zum Vergleich, um die aktuelle Liste zu sehen.",
    ],
    cure: null,
  }),
  backupGone: () => ({
    title: "Diese Sicherung gibt es nicht mehr",
    cause: [
      "Ihre Datei wurde gelöscht oder verschoben. Die Daten von Cohort sind unverändert. Wählen Sie eine andere Sicherung.",
    ],
    cure: null,
  }),
  backupUnreadable: () => ({
    title: "Diese Sicherung lässt sich nicht lesen",
    cause: [
      "Die Datei ist beschädigt. Die Daten von Cohort sind unverändert. Wählen Sie eine andere Sicherung.",
    ],
    cure: null,
  }),
  backupNewer: () => ({
    title: "Diese Sicherung stammt von einer neueren Version von Cohort",
    cause: [
      "Die Daten von Cohort sind unverändert. Aktualisieren Sie Cohort, und stellen Sie die Sicherung dann wieder her.",
    ],
    cure: null,
  }),
  importUnreadable: ({ about }) => ({
    title: "Diese Datei lässt sich nicht importieren",
    cause: [
      about === null ? "Sie" : name(about),
      " ist keine Datei mit Daten von Cohort, oder sie ist beschädigt. Ihre Daten sind unverändert. Wählen Sie eine exportierte Datei oder eine Sicherung.",
    ],
    cure: null,
  }),
  importNewer: () => ({
    title: "Diese Datei stammt von einer neueren Version von Cohort",
    cause: [
      "Ihre Daten sind unverändert. Aktualisieren Sie Cohort, und importieren Sie die Datei dann.",
    ],
    cure: null,
  }),
  importOwnData: () => ({
    title: "Cohort verwendet diese Datei gerade",
    cause: [
      "In dieser Datei bewahrt Cohort die jetzigen Daten auf, es gibt also nichts zu importieren. Wählen Sie eine andere Datei.",
    ],
    cure: null,
  }),
  importChangesMissing: () => ({
    title: "In dieser Datei fehlen die letzten Änderungen",
    cause: [
      "Sie wurde kopiert, während Cohort sie verwendet hat. Ihre Daten sind unverändert. Wählen Sie auf dem anderen Computer „Exportieren“, und importieren Sie die Datei, die dabei entsteht.",
    ],
    cure: null,
  }),
  exportOwnFolder: () => ({
    title: "Dieser Ordner gehört Cohort",
    cause: [
      "Cohort bewahrt seine Daten darin auf, deshalb kann dort nichts anderes gespeichert werden. Wählen Sie einen anderen Ordner.",
    ],
    cure: tryAgain,
  }),
  sendsElsewhere: () => ({
    title: "Cohort sendet gerade in einem anderen Fenster oder Terminal",
    cause: [
      "Es wurde nichts geändert. Warten Sie, bis dort alles gesendet ist, oder schließen Sie es, und versuchen Sie es erneut.",
    ],
    cure: tryAgain,
  }),
  diskFull: () => ({
    title: "Das Laufwerk ist voll",
    cause: [
      "Das konnte nicht gespeichert werden. Alles zuvor Gespeicherte ist noch da, und es wird nichts gesendet, bis Cohort wieder speichern kann. Schaffen Sie auf diesem Computer Platz und versuchen Sie es erneut.",
    ],
    cure: tryAgain,
  }),
  dataNewer: () => ({
    title: "Eine neuere Version von Cohort hat die Daten aktualisiert",
    cause: [
      "Das konnte nicht gespeichert werden, weil diese Version nicht mehr auf die Daten schreibt. Schließen Sie sie, und arbeiten Sie in der neueren Version weiter.",
    ],
    cure: null,
  }),
  diskFails: () => ({
    title: "Cohort kann nicht auf das Laufwerk schreiben",
    cause: [
      "Das konnte nicht gespeichert werden. Alles zuvor Gespeicherte ist noch da, und es wird nichts gesendet, bis Cohort wieder speichern kann. Prüfen Sie das Laufwerk und versuchen Sie es erneut.",
    ],
    cure: tryAgain,
  }),
  draftGone: () => ({
    title: "Diesen Entwurf gibt es nicht mehr",
    cause: ["Er wurde gesendet oder gelöscht, vielleicht von einem Terminal aus."],
    cure: { does: "toDrafts", label: "Zu den Entwürfen" },
  }),
  rowGone: () => ({
    title: "Diese Zeile gibt es nicht mehr",
    cause: ["Sie wurde inzwischen aus der Liste entfernt. Sonst wurde nichts geändert."],
    cure: null,
  }),
  pasteTooLarge: () => ({
    title: "Der Text ist zu lang",
    cause: [
      "So viel Text kann Cohort nicht auf einmal einfügen. Es wurde nichts hinzugefügt. Speichern Sie ihn als Datei und importieren Sie die Datei, oder fügen Sie ihn in Teilen ein.",
    ],
    cure: null,
  }),
  pasteTooManyRows: () => ({
    title: "Der Text hat zu viele Zeilen",
    cause: [
      "Cohort kann 100.000 Zeilen auf einmal einfügen. Deshalb wurde nichts hinzugefügt. Speichern Sie die Zeilen in einer Datei, und importieren Sie diese, oder fügen Sie sie in Teilen ein.",
    ],
    cure: null,
  }),
  pasteTooManyColumns: () => ({
    title: "Die Tabelle hat zu viele Spalten",
    cause: [
      "Cohort kann 1.000 Spalten auf einmal einfügen. Deshalb wurde nichts hinzugefügt. Kopieren Sie nur die Spalten mit Namen, Adressen und Gruppen.",
    ],
    cure: null,
  }),
  draftChanged: () => ({
    title: "Der Entwurf hat sich seit Ihrer Prüfung geändert",
    cause: [
      "Es wurde nichts gesendet. Diese Seite zeigt nun die neueste Fassung. Prüfen Sie sie und senden Sie sie dann.",
    ],
    cure: tryAgain,
  }),
  nothingToSend: () => ({
    title: "Es gibt niemanden einzuladen",
    cause: ["Alle auf der Liste sind bereits dabei, bereits eingeladen oder übersprungen."],
    cure: { does: "toList", label: "Zur Liste" },
  }),
  nothingToCreateAgain: () => ({
    title: "Es gibt nichts erneut zu erstellen",
    cause: [
      "Von diesem Auftrag ist keine Instanz mehr abgelehnt. Die Seite zeigt den aktuellen Status.",
    ],
    cure: null,
  }),
  planGone: () => ({
    title: "Das steht nicht mehr unter „Aktivitäten“",
    cause: ["Es wurde entfernt, vielleicht von einem Terminal aus."],
    cure: { does: "toActivity", label: "Zu den Aktivitäten" },
  }),
  changedSince: () => ({
    title: "Der Stand hat sich inzwischen geändert",
    cause: ["Das lässt sich nicht mehr ausführen. Die Seite zeigt den aktuellen Status."],
    cure: { does: "refresh", label: "Aktualisieren" },
  }),
  notYet: () => ({
    title: "Das geht noch nicht",
    cause: [
      "Einige abgebrochene Anfragen sind noch unterwegs. Versuchen Sie es erneut, wenn sie abgeschlossen sind.",
    ],
    cure: null,
  }),
  practiceDown: () => ({
    title: "Die Übungsplattform ist nicht gestartet",
    cause: [
      "Ihre anderen Konten sind nicht betroffen. Wenn auch ein neuer Versuch nicht hilft, schließen Sie Cohort und öffnen Sie es erneut.",
    ],
    cure: tryAgain,
  }),
  browserMissing: ({ about }) => ({
    title: "Cohort konnte keinen Browser öffnen",
    cause:
      about === null
        ? ["Wählen Sie in den Einstellungen Ihres Systems einen Standardbrowser."]
        : ["Öffnen Sie diese Adresse selbst: ", name(about)],
    cure: null,
  }),
  internal: () => ({
    title: "In Cohort ist ein Fehler aufgetreten",
    cause: [
      "Alles, was Sie gespeichert haben, ist sicher. Versuchen Sie es erneut. Tritt der Fehler wieder auf, schicken Sie die Angaben unten an den Support.",
    ],
    cure: tryAgain,
  }),
};
