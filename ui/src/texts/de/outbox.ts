/** Activity: plans under way and done, and the page of one plan. */

import type {
  Intent,
  PlanCounts,
  PlanRow,
  PlanState,
  Problem,
  SavedFile,
  StepKind,
} from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { counted, instances, number, people, timeOf } from "./speech";

const secondsLeft = (seconds: number): string => {
  if (seconds < 10) return "noch wenige Sekunden";
  if (seconds < 90) return `noch etwa ${Math.round(seconds / 10) * 10} Sekunden`;
  if (seconds < 5400) return `noch etwa ${Math.round(seconds / 60)} Minuten`;
  return `noch etwa ${Math.round(seconds / 3600)} Stunden`;
};

const peopleNeedAttention = (count: number): string => `${people(count)} mit Handlungsbedarf`;

const invitedAndIn = (invited: number, already: number): string => {
  if (invited === 0 && already > 0) return `${people(already)} bereits dabei`;
  const done = `${people(invited)} eingeladen`;
  return already === 0 ? done : `${done}, ${number(already)} bereits dabei`;
};

export const outbox = {
  outbox: {
    title: "Aktivitäten",
    text: "Was von diesem Computer gesendet wird und gesendet wurde.",
    groups: { underWay: "Läuft", done: "Fertig" },
    columns: { what: "Auftrag", where: "Space", state: "Status", when: "Erteilt" },
    empty: "Von diesem Computer wurde noch nichts gesendet.",
    unreadable: {
      title: (plan: string): string => `Auftrag ${plan} lässt sich nicht lesen`,
      text: "Seine Daten auf diesem Computer sind beschädigt oder stammen von einer neueren Version von Cohort. Die anderen Aufträge sind nicht betroffen. Um diesen wieder zu sehen, installieren Sie die neueste Version, oder stellen Sie eine Sicherung wieder her.",
    },
    planName: (intent: Intent, counts: Pick<PlanCounts, "all">): string => {
      switch (intent.purpose) {
        case "administrators":
          return `${people(counts.all)}, Administratorrechte`;
        case "individual":
          return counts.all === 1
            ? "1 Person, Einzelinstanz"
            : `${people(counts.all)}, Einzelinstanzen`;
        case "groups":
          return `${people(counts.all)}, Gruppeninstanzen`;
        case "distribute":
          return intent.snapshot === null
            ? `Material für ${instances(counts.all)}`
            : `${visibleText(intent.snapshot.name)} für ${instances(counts.all)}`;
        case "instances":
          return counted(counts.all, "neue Instanz", "neue Instanzen");
        case "shared":
        case null:
          return intent.instanceName === null
            ? people(counts.all)
            : `${people(counts.all)}, ${visibleText(intent.instanceName)}`;
      }
    },
    states: {
      grace: "Kann noch rückgängig gemacht werden",
      held: "Angehalten",
      sending: "Wird gesendet",
      paused: "Pausiert",
      settled: "Fertig",
    } satisfies Record<PlanState, string>,
    progress: (ended: number, all: number): string => `${number(ended)} von ${people(all)}`,
    doneAll: invitedAndIn,
    doneSome: peopleNeedAttention,
    cancelled: "Abgebrochen",
  },

  plan: {
    title: (state: PlanState, counts: PlanCounts, space: string): RichText => {
      if (state === "settled" && counts.done > 0) {
        return [`${people(counts.done)} in `, name(space), " eingeladen"];
      }
      if (state === "settled" && counts.already > 0) {
        return [`${people(counts.already)} bereits in `, name(space)];
      }
      // Where an answer was lost, nobody knows whether they were invited.
      if (state === "settled" || counts.all === 0) return ["Einladungen in ", name(space)];
      return counts.all === 1
        ? ["1 Person wird in ", name(space), " eingeladen"]
        : [`${number(counts.all)} Personen werden in `, name(space), " eingeladen"];
    },
    toActivity: "Aktivitäten",
    started: (at: string, now: number): string => `Begonnen ${timeOf(at, now)}`,
    queued: (at: string, now: number): string => `Erteilt ${timeOf(at, now)}`,
    settled: (at: string, now: number): string => `Fertig ${timeOf(at, now)}`,
    reached: (ended: number, all: number): string => `${number(ended)} von ${people(all)}`,
    besides: (already: number, cancelled: number): string =>
      [
        already === 0 ? "" : `${number(already)} bereits dabei`,
        cancelled === 0 ? "" : `${number(cancelled)} abgebrochen`,
      ]
        .filter((part) => part !== "")
        .join(", "),
    speed: (perMinute: number, seconds: number | null): string => {
      const rate =
        perMinute < 1 ? "weniger als 1 pro Minute" : `${number(Math.round(perMinute))} pro Minute`;
      return seconds === null ? rate : `${rate}, ${secondsLeft(seconds)}`;
    },
    progress: "Fortschritt",
    announce: (ended: number, all: number): string =>
      `${number(ended)} von ${people(all)} bearbeitet`,
    announceEnd: (invited: number, already: number, needs: number): string =>
      needs === 0
        ? `Fertig: ${invitedAndIn(invited, already)}`
        : `Fertig: ${invitedAndIn(invited, already)}, ${number(needs)} mit Handlungsbedarf`,
    grace: {
      title: (seconds: number): string =>
        seconds === 1 ? "Wird in 1 Sekunde gesendet" : `Wird in ${seconds} Sekunden gesendet`,
      text: "Noch wurde nichts gesendet.",
      leaving: "Wird jetzt gesendet",
      announce: "Noch wurde nichts gesendet. Sie haben 10 Sekunden, um das rückgängig zu machen.",
      undo: "Rückgängig",
      undone:
        "Rückgängig gemacht. Nichts wurde gesendet, und Ihre Liste ist zurück in den Entwürfen.",
      toDrafts: "Zu den Entwürfen",
      now: "Jetzt senden",
    },
    pause: "Pausieren",
    resume: "Fortsetzen",
    more: "Weitere Aktionen",
    showInPeople: "Personen zeigen",
    cancelRest: "Rest abbrechen",
    cancelRestAsk: "Rest abbrechen…",
    cancelTitle: "Alles abbrechen, was noch nicht gesendet ist?",
    cancelText: (count: number): string =>
      count === 1
        ? "1 Person wird nicht eingeladen. Was bereits erstellt oder gesendet wurde, bleibt, wie es ist."
        : `${number(count)} Personen werden nicht eingeladen. Was bereits erstellt oder gesendet wurde, bleibt, wie es ist.`,
    retryFailed: (count: number): string => `Fehlgeschlagene erneut versuchen (${number(count)})`,
    mailbox: "Postfach öffnen",
    paused: {
      title: "Pausiert",
      text: (reached: string): string =>
        `${reached}. Anfragen, die schon unterwegs sind, werden noch abgeschlossen.`,
    },
    columns: { name: "Name", address: "Adresse", group: "Gruppe", state: "Status" },
    search: "Namen und Adressen suchen",
    filterLabel: "Nur anzeigen",
    chips: {
      all: "Alle",
      needsAttention: "Handlungsbedarf",
      done: "Eingeladen",
      already: "Bereits dabei",
      remaining: "Wartet",
      cancelled: "Abgebrochen",
    },
    foot: (count: number): string => `${people(count)} in diesem Auftrag`,
    do: {
      details: "Details zeigen",
      oneAtATime: "Wählen Sie nur eine Person aus.",
      retry: (count: number): string =>
        count < 2 ? "Erneut versuchen" : `${number(count)} erneut versuchen`,
      nothingToRetry: "Bei keiner dieser Personen lässt sich etwas erneut versuchen.",
      lookUpAgain: (count: number): string =>
        count < 2 ? "Erneut prüfen" : `${number(count)} erneut prüfen`,
      dismiss: (count: number): string =>
        count < 2 ? "Als erledigt markieren" : `${number(count)} als erledigt markieren`,
      nothingToDismiss: "Bei keiner dieser Personen ist etwas fehlgeschlagen.",
      restore: (count: number): string =>
        count < 2 ? "Wieder öffnen" : `${number(count)} wieder öffnen`,
      nobodyToResend: "Keine dieser Personen hat eine Einladung, die erneut gesendet werden kann.",
      nothingUnknown: "Bei allen steht fest, ob die E-Mail verschickt wurde.",
      copy: (count: number): string => (count === 1 ? "Adresse kopieren" : "Adressen kopieren"),
      fileName: (space: string): string => `Auftrag für ${visibleText(space)}`,
    },
    groupInstance: (count: number): string => people(count),
    report: {
      csv: "Bericht als CSV speichern…",
      html: "Bericht zum Drucken speichern…",
      saved: (file: SavedFile): string =>
        `Als ${visibleText(file.name)} in ${visibleText(file.folder)} gespeichert.`,
    },
    details: {
      kinds: {
        create: "Instanz",
        distribute: "Material",
        invite: "Einladung",
      } satisfies Record<StepKind, string>,
      instance: "Instanz",
      slug: "Slug der Instanz",
      group: "Gruppe",
      waitsFor: {
        create: "Wartet, bis die Instanz erstellt ist.",
        distribute: "Wartet, bis das Material verteilt ist.",
        invite: "Wartet auf eine andere Einladung.",
      } satisfies Record<StepKind, string>,
      request: "Anfrage",
      body: "Inhalt der Anfrage",
      response: "Antwort",
      noAnswer: "Keine",
      incident: "Vorfallnummer",
      said: "Meldung",
      retry: "Erneut versuchen",
      triesAndWhen: (tries: number, at: string | null, now: number): string => {
        const tried = counted(tries, "Versuch", "Versuche");
        return at === null ? tried : `${tried}, ${timeOf(at, now)}`;
      },
      copy: "Für den Support kopieren",
    },
    forSupport: (row: PlanRow, problem: Problem | null): string =>
      [
        `Anfrage: ${row.request.method} ${row.request.path}`,
        row.status === null ? "Antwort: keine" : `Antwort: ${row.status}`,
        `Versuche: ${row.tries}`,
        problem === null ? "" : `Code: ${problem.code}`,
        problem?.incident ? `Vorfallnummer: ${problem.incident}` : "",
        problem?.detail ? `Meldung: ${problem.detail}` : "",
      ]
        .filter((line) => line !== "")
        .join("\n"),
    unknown: {
      create: {
        one: (person: string): RichText => [
          "Es ist unklar, ob die Instanz für ",
          strong(person),
          " erstellt wurde",
        ],
        many: (count: number): RichText => [
          "Es ist unklar, ob ",
          strong(instances(count)),
          " erstellt wurden",
        ],
        text: "Die Antwort der Plattform ging verloren. Wenn Sie erneut prüfen, lädt Cohort die Liste der Instanzen und macht mit dem weiter, was es findet.",
      },
      distribute: {
        one: (person: string): RichText => [
          "Es ist unklar, ob das Material in die Instanz von ",
          strong(person),
          " verteilt wurde",
        ],
        many: (count: number): RichText => [
          "Es ist unklar, ob das Material in ",
          strong(instances(count)),
          " verteilt wurde",
        ],
        text: "Die Antwort der Plattform ging verloren, und die Plattform kann keine Auskunft geben. Öffnen Sie die Instanz auf der Plattform und sehen Sie nach. Wenn Sie das Material erneut verteilen, wird zuerst ein Snapshot erstellt; dann werden Dateien mit demselben Namen überschrieben.",
      },
      invite: {
        one: (person: string): RichText => [
          "Es ist unklar, ob die E-Mail an ",
          strong(person),
          " verschickt wurde",
        ],
        many: (count: number): RichText => [
          "Es ist unklar, ob die E-Mails an ",
          strong(people(count)),
          " verschickt wurden",
        ],
        text: "Die Antwort der Plattform ging verloren, und die Plattform kann keine Auskunft geben. Sie können abwarten, wer beitritt, oder erneut prüfen. Wenn Sie noch einmal senden, kommt womöglich eine zweite E-Mail an. Wenn Sie die Einladung nicht weiter verfolgen, können Sie dieselben Personen über eine andere Liste einladen.",
      },
    } satisfies Record<
      StepKind,
      { one: (person: string) => RichText; many: (count: number) => RichText; text: string }
    >,
    dismiss: "Als erledigt markieren",
    restore: "Wieder öffnen",
    dismissed: (count: number): string =>
      `${counted(count, "Problem", "Probleme")} als erledigt markiert.`,
    stopTracking: "Nicht weiter verfolgen",
    invitation: {
      resend: "Einladung erneut senden",
      resending: (address: string): string =>
        `Die Plattform schickt die Einladung noch einmal an ${visibleText(address)}.`,
      inviteAgain: "Erneut einladen",
      againSend: "Erneut einladen",
      againTitle: "Diese Person erneut einladen?",
      againText: (at: string | null, now: number): string =>
        at === null
          ? "Ist sie noch nicht beigetreten, schickt ihr die Plattform eine weitere E-Mail. Ist die erste Einladung noch offen, sagt die Plattform das womöglich und schickt nichts."
          : `Die Plattform hat die letzte Einladung ${timeOf(at, now)} entgegengenommen. Ist die Person noch nicht beigetreten, schickt ihr die Plattform eine weitere E-Mail. Ist die erste Einladung noch offen, sagt die Plattform das womöglich und schickt nichts.`,
      fix: "Adresse korrigieren",
      correctLabel: "Korrigierte Adresse",
      correctHint:
        "Sie haben 10 Sekunden, um das rückgängig zu machen. Danach lädt die Plattform diese Adresse an denselben Ort ein.",
      correctHintIndividual:
        "Sie haben 10 Sekunden, um das rückgängig zu machen. Danach wird für diese Adresse eine Einzelinstanz erstellt, und die Plattform schickt die Einladung.",
      correctSend: "Diese Adresse einladen",
      addressCorrected: (address: string): string =>
        `${visibleText(address)} wird in 10 Sekunden eingeladen.`,
      toCorrected: "Einladung zeigen",
      revoke: "Einladung widerrufen",
      revokeSend: "Einladung widerrufen",
      revokeSendIndividual: "Widerrufen und löschen",
      revokeTitle: (address: string): RichText => ["Einladung für ", name(address), " widerrufen?"],
      revokeTitleIndividual: (address: string): RichText => [
        "Einladung für ",
        name(address),
        " widerrufen und die Instanz löschen?",
      ],
      revokeText:
        "Der Link in der E-Mail wird ungültig. Sie können die Person später wieder einladen.",
      revokeTextIndividual:
        "24 Stunden lang lässt sich die Instanz mit Administratorrechten auf der Website der Plattform wiederherstellen. Ist die Person inzwischen beigetreten, wird nichts gelöscht.",
      revoked: (address: string): string =>
        `Die Einladung für ${visibleText(address)} wurde widerrufen.`,
    },
    wait: "Abwarten",
    waits: "Der Status bleibt „Unklar“, bis Cohort weiß, was geschehen ist.",
    lookUpAgain: "Erneut prüfen",
    sendAgain: {
      create: "Erneut erstellen",
      distribute: "Erneut verteilen",
      invite: "Erneut senden",
    } satisfies Record<StepKind, string>,
    sendAgainTitle: {
      create: (count: number): string => `${instances(count)} erneut erstellen?`,
      distribute: (count: number): string => `Erneut in ${instances(count)} verteilen?`,
      invite: (count: number): string =>
        count === 1
          ? "Die Einladung an 1 Person erneut senden?"
          : `Die Einladungen an ${number(count)} Personen erneut senden?`,
    } satisfies Record<StepKind, (count: number) => string>,
    sendAgainText: {
      create:
        "Hat es beim ersten Mal geklappt, sagt die Plattform das, und nichts wird doppelt erstellt.",
      distribute:
        "Zuerst wird von jeder Instanz ein Snapshot erstellt. Dann werden Dateien mit demselben Namen überschrieben.",
      invite: "Wurde die erste E-Mail verschickt, kommt nun eine zweite an.",
    } satisfies Record<StepKind, string>,
    exists: {
      inviteExisting: "Einladen, ohne zu verteilen",
      distributeExisting: "Snapshot erstellen, dann verteilen",
      skipExisting: "Überspringen",
    },
    groupNames: (shown: readonly string[], more: number): RichText => [
      ...shown.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
      more === 0 ? "" : more === 1 ? " und 1 weitere" : ` und ${number(more)} weitere`,
    ],
    groupTitle: (title: string, count: number): string =>
      count === 1 ? title : `${title} (${number(count)})`,
    empty: "Keine Treffer",
  },
};
