/** The pages of the help, and the platform's words explained. */

import type { ExplainedState, HelpPage, HelpTerm } from "../words";
import type { HelpPageId, TermId } from "../en/help";

/** The words of the platform that a reader may meet here for the first time. */
const terms: Record<TermId, HelpTerm> = {
  instance: {
    word: "Instanz",
    title: "Instanz",
    text: "Ein Arbeitsbereich auf der Plattform mit eigenen Dateien und Anwendungen. In einem Kurs hat meist jede Person eine Einzelinstanz. In einer gemeinsamen Instanz arbeiten mehrere Personen zusammen.",
  },
  snapshot: {
    word: "Snapshot",
    title: "Snapshot",
    text: "Eine Kopie einer Instanz, wie sie zu einem Zeitpunkt war. Er ändert sich nie. Eine neue Instanz kann mit dem Inhalt eines Snapshots beginnen.",
  },
  distributed: {
    word: "Distributed",
    title: "Distributed",
    text: "Eine besondere Instanz mit allem, was im Space bisher verteilt wurde. Wer später eingeladen wird, beginnt damit. Einladen können Sie in sie niemanden.",
  },
  master: {
    word: "Master",
    title: "Master",
    text: "Eine besondere Instanz, in der das Material eines Space mit Administratorrechten vorbereitet wird, bevor es verteilt wird. Sie kann nicht gelöscht werden.",
  },
};

const pages: Record<HelpPageId, HelpPage> = {
  overview: {
    title: "Sehen, wie es überall steht",
    text: [
      "Die Übersicht zeigt alle Kurse und Projekte, die Sie sehen können, und wie viele der Eingeladenen beigetreten sind. Wählen Sie einen Space, um ihn zu öffnen.",
      "Oben steht alles mit Handlungsbedarf, jeweils mit einer Schaltfläche, die Sie dorthin bringt. Steht oben nichts, gibt es nichts zu tun.",
      "Wenn Sie offline sind, zeigt die Übersicht, was Cohort zuletzt geladen hat und wann das war.",
    ],
  },
  people: {
    title: "Sehen, wer beigetreten ist",
    text: [
      "„Personen“ zeigt alle in diesem Space. „Beigetreten“ heißt, dass die Person Mitglied ist. „Noch nicht dabei“ heißt, dass die Plattform die Einladung entgegengenommen, die Person sich aber noch nicht registriert hat. Ob eine E-Mail gelesen wurde, kann Cohort nicht sehen.",
      "Wählen Sie eine Zahl über der Tabelle, um nur diese Personen zu zeigen, oder suchen Sie nach einem Namen oder einer Adresse.",
    ],
    steps: [
      "Um weitere Personen einzuladen, wählen Sie „Personen einladen“.",
      "Um den Space mit einer Liste Ihrer Lernplattform zu vergleichen, wählen Sie „Mit Liste vergleichen“, oder ziehen Sie die Datei auf das Fenster.",
    ],
  },
  comparison: {
    title: "Einen Space mit Ihrer Liste vergleichen",
    text: [
      "Cohort behält Ihre Liste auf diesem Computer und vergleicht sie mit den Personen im Space. Dabei: auf Ihrer Liste und beigetreten. Noch nicht dabei: auf Ihrer Liste und eingeladen. Fehlen: auf Ihrer Liste, aber weder beigetreten noch eingeladen. Nicht auf der Liste: beigetreten oder eingeladen, aber nicht auf Ihrer Liste. Weggefallen: auf einer früheren Liste, aber nicht auf dieser.",
      "Wer nur die Gruppe oder die Übung gewechselt hat, gilt weiterhin als auf Ihrer Liste. Administratoren werden nicht verglichen.",
      "Niemand wird eingeladen oder entfernt, bevor Sie es veranlassen. Wenn jemand im Space bleiben soll, ohne dass Cohort daran erinnert, markieren Sie die Person als weggefallen. „Zurückholen“ hebt die Markierung auf.",
    ],
    steps: [
      "Wenn es eine neuere Liste gibt, ziehen Sie sie auf das Fenster, oder wählen Sie über der Tabelle den Namen Ihrer Liste und dann „Durch neuere Liste ersetzen“.",
      "Sehen Sie nach, was sich dadurch ändert, und wählen Sie „Als Ihre Liste verwenden“.",
      "Mit der Schaltfläche neben jeder Gruppe handeln Sie für alle darin.",
    ],
  },
  instances: {
    title: "Sich in den Instanzen zurechtfinden",
    text: [
      terms.instance.text,
      "Jeder Space hat außerdem zwei besondere Instanzen. In Master wird das Material mit Administratorrechten vorbereitet. Distributed enthält alles, was bisher verteilt wurde.",
    ],
  },
  link: {
    title: "Mit einem Link in einen Kurs einladen",
    text: [
      "Wer den Link eines Kurses hat, kann beitreten: Man gibt seine Adresse ein, bestätigt sie per E-Mail und erhält eine Einzelinstanz mit allem, was bisher verteilt wurde.",
      "Ein Link gilt bis zu dem Tag, den Sie wählen. Die Übersicht erinnert Sie 2 Wochen vor dem Ablauf. Beim Erneuern erhalten Sie einen neuen Link, und der bisherige wird ungültig.",
      "Wenn die Plattform Cohort keine Links erstellen lässt, erstellen Sie einen auf ihrer Website und fügen ihn hier ein.",
    ],
    steps: [
      "Wählen Sie, wie lange der Link gilt und welche Adressen er zulässt, und erstellen Sie ihn.",
      "Zeigen Sie den QR-Code, drucken Sie den Aushang für den Hörsaal, oder schreiben Sie eine E-Mail.",
    ],
  },
  history: {
    title: "Sehen, was von diesem Computer gesendet wurde",
    text: [
      "Der Verlauf zeigt alles, was von diesem Computer an diesen Space gesendet wurde. Wählen Sie eine Zeile, um jede Person zu sehen und was aus ihrer Einladung geworden ist.",
      "Was andere gesendet haben oder Sie von einem anderen Computer, steht hier nicht.",
    ],
  },
  purpose: {
    title: "Wählen, wozu Sie einladen",
    text: [
      "Mit Einzelinstanzen erhält jede Person einen eigenen Arbeitsbereich. In einer gemeinsamen Instanz arbeiten alle zusammen. Mit Gruppeninstanzen erhält jede Gruppe Ihrer Liste eine eigene Instanz. Wer Administratorrechte hat, kann im Space alles ändern.",
      "Nichts wird gesendet, bevor Sie die Prüfung gesehen haben.",
    ],
  },
  list: {
    title: "Eingeben, wen Sie einladen",
    text: [
      "Tippen Sie Namen und Adressen in das Feld unter der Liste, fügen Sie sie dort ein, oder importieren Sie eine Datei. Cohort liest CSV-Dateien, Excel-Arbeitsmappen, vCards und die Exporte von Lernplattformen.",
      "Eine Zeile mit einem Fehler kann nicht gesendet werden. Wählen Sie sie, um den Grund zu sehen, und korrigieren Sie dann die Adresse oder überspringen Sie die Zeile. Eine Zeile, die nur zu prüfen ist, kann so gesendet werden, wie sie ist.",
      "Ihre Liste wird beim Tippen als Entwurf gespeichert.",
    ],
  },
  material: {
    title: "Wählen, was neue Instanzen zu Beginn enthalten",
    text: [
      terms.distributed.text,
      "Stattdessen können Sie einen anderen Snapshot wählen oder leer beginnen und Material später verteilen.",
    ],
  },
  addInstance: {
    title: "Instanzen zu einem Space hinzufügen",
    text: [
      "Eine Instanz ist ein Arbeitsbereich. Eine neue ist zu Beginn leer oder enthält, was in einem Snapshot steckt. Sie können eine hinzufügen oder mehrere aus einer Liste von Namen.",
      "Der Slug ist das Ende der Webadresse einer Instanz. Gehört er schon einer anderen, sagt Cohort das beim Tippen und schlägt einen freien vor. Offline vergleicht Cohort mit dem, was es zuletzt geladen hat.",
      "Niemand wird eingeladen. Wenn die Instanzen erstellt sind, geht es mit „Personen einladen“ weiter.",
    ],
  },
  review: {
    title: "Vor dem Senden prüfen",
    text: [
      "Die Prüfung sagt, was geschehen wird, und nennt alle Betroffenen. Bis hierhin wurde nichts gesendet.",
      "Nach dem Senden haben Sie 10 Sekunden, um alles rückgängig zu machen. Wenn Sie offline sind, werden die Einladungen von selbst gesendet, sobald die Verbindung wieder da ist.",
    ],
  },
  drafts: {
    title: "Einen Entwurf fortsetzen",
    text: [
      "Ein Entwurf enthält Personen, die eingeladen, oder Instanzen, die erstellt werden sollen. Nichts daraus wurde gesendet. Er liegt auf diesem Computer, und Sie können offline daran arbeiten. Wählen Sie einen Entwurf, um dort weiterzumachen, wo Sie aufgehört haben.",
      "Das Löschen eines Entwurfs lässt sich rückgängig machen, solange die Meldung darüber zu sehen ist.",
    ],
  },
  activity: {
    title: "Verfolgen, was gesendet wird",
    text: [
      "„Aktivitäten“ zeigt, was von diesem Computer gesendet wird und gesendet wurde. Wählen Sie eine Zeile, um jede Person zu sehen.",
      "Cohort sendet weiter, wenn Sie eine andere Seite öffnen. Wenn Sie Cohort schließen, geht es beim nächsten Öffnen weiter.",
    ],
  },
  plan: {
    title: "Pausieren, abbrechen oder erneut versuchen",
    text: [
      "In den ersten 10 Sekunden nach dem Senden nimmt „Rückgängig“ alles zurück. Danach können Sie pausieren und abbrechen, was noch nicht gesendet ist.",
      "Wenn bei einer Person etwas schiefgeht, betrifft das die anderen nicht. In ihrer Zeile steht der Grund und was Sie tun können.",
      "Was Sie geklärt haben, markieren Sie als erledigt. Dann besteht kein Handlungsbedarf mehr, und Sie können es wieder öffnen.",
      "Wenn unklar ist, ob eine E-Mail verschickt wurde, fragt Cohort Sie, bevor eine zweite gesendet wird.",
    ],
  },
  file: {
    title: "Eine Liste aus einer Datei importieren",
    text: [
      "Cohort erkennt, in welcher Spalte die Namen, die Adressen und die Gruppen stehen. Stimmt das nicht, wählen Sie die richtigen Spalten. Cohort merkt sie sich für die nächste Datei dieser Art.",
      "Wenn Sie eine neuere Fassung einer Liste importieren, zeigt Cohort die Änderungen, und Sie wählen, welche Sie übernehmen.",
    ],
  },
  distribute: {
    title: "Material später verteilen",
    text: [
      "Sie wählen einen Snapshot und die Instanzen, die ihn erhalten. Master erhält ihn nur, wenn Sie es auswählen.",
      "Vor dem Verteilen werden die Dateien jeder Instanz mit dem Snapshot verglichen. Instanzen, in denen etwas überschrieben würde, werden übersprungen, außer Sie entscheiden anders, und die Plattform erstellt zuerst von jeder Instanz einen Snapshot.",
      "Wenn Sie offline sind, werden die Instanzen verglichen, sobald die Verbindung wieder da ist.",
    ],
  },
  background: {
    title: "Cohort im Hintergrund senden lassen",
    text: [
      "Wenn Ihr Desktop einen Infobereich hat, sendet Cohort weiter, nachdem Sie das Fenster geschlossen haben. Das Symbol dort zeigt, ob Cohort sendet, pausiert, offline ist oder Sie braucht. Über sein Menü pausieren Sie das Senden oder beenden Cohort.",
      "Ohne Infobereich wird Cohort mit dem Fenster beendet. Nichts geht verloren: Der Rest wird gesendet, wenn Sie Cohort das nächste Mal öffnen.",
      "Benachrichtigungen nennen niemanden beim Namen, außer Sie erlauben es in den Einstellungen. Andere könnten Ihren Bildschirm sehen.",
    ],
  },
  yourData: {
    title: "Ihre Daten sichern und wiederherstellen",
    text: [
      "Alles, was Sie vorbereiten, und alles, was Cohort über Gesendetes weiß, liegt in einem Ordner auf diesem Computer. API-Schlüssel sind im Schlüsselbund und in keiner Sicherung.",
      "Wenn Sie eine Sicherung wiederherstellen, weiß Cohort nicht, was seither gesendet wurde. Es hält deshalb alles an und fragt Sie, bevor etwas gesendet wird.",
    ],
    steps: [
      "Öffnen Sie „Einstellungen“ und dort „Ihre Daten“.",
      "Wählen Sie neben einer Sicherung „Wiederherstellen“, und lesen Sie, was sich seither geändert hat.",
      "Cohort öffnet sich wieder, mit den Daten von damals. Setzen Sie unter „Aktivitäten“ fort, was angehalten ist.",
      "Um das rückgängig zu machen, stellen Sie die Sicherung von vor der Wiederherstellung wieder her.",
    ],
  },
  account: {
    title: "Ihr Konto hinzufügen",
    text: ["Cohort braucht die Adresse der API Ihrer Plattform und einen API-Schlüssel."],
    steps: [
      "Öffnen Sie auf der Plattform „User settings“.",
      "Wählen Sie „API access“ und erstellen Sie einen Schlüssel.",
      "Kopieren Sie den Schlüssel sofort, denn er wird nur einmal angezeigt.",
      "Fügen Sie ihn in Cohort ein. Er liegt im Schlüsselbund dieses Computers und sonst nirgends.",
    ],
  },
  states: {
    title: "Was die Status bedeuten",
    text: [
      "Jeder Status hat ein eigenes Zeichen und eine eigene Farbe, überall in Cohort dieselben.",
    ],
  },
  words: {
    title: "Wörter der Plattform",
    text: [],
  },
};

export const help = {
  terms,
  help: {
    title: "Hilfe",
    what: (word: string): string => `Was bedeutet „${word}“?`,
    wordsHere: "Wörter erklärt:",
    more: "Weitere Hilfe",
    pages: pages as Readonly<Record<HelpPageId, HelpPage>>,
    states: [
      ["waiting", "Wartet", "An diese Person wurde noch nichts gesendet."],
      [
        "never",
        "Nicht eingeladen",
        "Niemand hat diese Person eingeladen, oder die Einladung wurde abgebrochen.",
      ],
      ["sending", "Wird gesendet", "Cohort sendet das gerade."],
      [
        "invited",
        "Eingeladen, noch nicht dabei",
        "Die Plattform hat die Einladung entgegengenommen. Die Person hat sich noch nicht registriert.",
      ],
      ["joined", "Beigetreten", "Die Person ist Mitglied des Space."],
      [
        "failed",
        "Abgelehnt oder aufgehört",
        "Das hat nicht geklappt. In der Zeile steht der Grund und was Sie tun können.",
      ],
      [
        "unknown",
        "Unklar",
        "Es wurde gesendet, aber die Antwort der Plattform ging verloren. Cohort fragt Sie, bevor es noch einmal sendet.",
      ],
    ] as readonly ExplainedState[],
  },
};
