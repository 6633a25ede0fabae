/** Why a draft can't be sent as it is, found by Cohort itself before the platform is asked. */

import type { ProblemCode } from "../../bridge";
import type { ProblemTable } from "../words";

type DraftCode = Exclude<Extract<ProblemCode, `draft${string}`>, "draftGone" | "draftChanged">;

const toList = { does: "toList", label: "Zur Liste" } as const;

export const draftProblems: Pick<ProblemTable, DraftCode> = {
  draftIncomplete: () => ({
    title: "Dieser Entwurf ist noch nicht vollständig",
    cause: [
      "Einige Angaben fehlen noch. Gehen Sie zurück, ergänzen Sie sie, und versuchen Sie es erneut.",
    ],
    cure: null,
  }),
  draftMaybeSent: () => ({
    title: "Diese Liste wurde vielleicht schon gesendet",
    cause: [
      "Jetzt wurde nichts gesendet. Nachdem diese Liste entstanden war, wurden die Daten von Cohort wiederhergestellt oder kopiert. Seither kann sie von diesem oder einem anderen Computer gesendet worden sein. Wird sie noch einmal gesendet, erhalten manche eine zweite E-Mail. Wenn Sie das in Kauf nehmen, erlauben Sie das Senden, und senden Sie dann.",
    ],
    cure: null,
  }),
  draftToFix: () => ({
    title: "Nicht alle Adressen sind gültig",
    cause: [
      "Es wurde nichts gesendet. Korrigieren Sie die ungültigen Adressen, oder überspringen Sie die Zeilen.",
    ],
    cure: toList,
  }),
  draftTooManyGroups: () => ({
    title: "Diese Liste hat zu viele Gruppen",
    cause: [
      "Es wurde nichts gesendet, denn so viele Instanzen kann Cohort nicht auf einmal erstellen. Teilen Sie die Liste auf mehrere Entwürfe auf.",
    ],
    cure: toList,
  }),
  draftNoGroup: () => ({
    title: "Nicht alle haben eine Gruppe",
    cause: [
      "Es wurde nichts gesendet, denn ohne Gruppe gibt es keine Instanz, in die jemand eingeladen werden könnte. Geben Sie überall eine Gruppe ein, oder überspringen Sie die Zeilen.",
    ],
    cure: toList,
  }),
  draftNotTheirs: () => ({
    title: "Der Slug einer Einzelinstanz gehört zu einer anderen Instanz",
    cause: [
      "Es wurde nichts gesendet. Die Instanz mit diesem Slug hat einen anderen Namen. Falls es trotzdem die Einzelinstanz der Person ist, benennen Sie sie auf der Plattform nach der E-Mail-Adresse, und aktualisieren Sie den Space. Überspringen Sie sonst die Zeile.",
    ],
    cure: toList,
  }),
  draftAddressGroups: () => ({
    title: "Eine Gruppe hat eine E-Mail-Adresse als Namen",
    cause: [
      "Es wurde nichts gesendet, denn die Instanz einer solchen Gruppe würde als die einer einzelnen Person gelten. Geben Sie der Gruppe in der Liste einen anderen Namen.",
    ],
    cure: toList,
  }),
  draftNotSharedGroups: () => ({
    title: "Der Slug einer Gruppe gehört zu einer Instanz, die keine gemeinsame ist",
    cause: ["Es wurde nichts gesendet. Geben Sie der Gruppe in der Liste einen anderen Namen."],
    cure: toList,
  }),
  draftOtherNameGroups: () => ({
    title: "Der Slug einer Gruppe gehört zu einer Instanz mit anderem Namen",
    cause: [
      "Es wurde nichts gesendet. Bestätigen Sie, dass die Gruppe in diese Instanz eingeladen werden soll, oder geben Sie der Gruppe in der Liste einen anderen Namen.",
    ],
    cure: toList,
  }),
  draftNewInstances: () => ({
    title: "Einige Namen oder Slugs sind nicht verwendbar",
    cause: [
      "Es wurde nichts erstellt. Korrigieren Sie, was bei den Namen markiert ist, und erstellen Sie dann die Instanzen.",
    ],
    cure: { does: "toList", label: "Zu den Namen" },
  }),
  draftNoTargets: () => ({
    title: "Keine Instanz würde dieses Material erhalten",
    cause: [
      "Es wurde nichts verteilt. Wählen Sie andere Instanzen, oder erlauben Sie das Überschreiben.",
    ],
    cure: { does: "toList", label: "Instanzen wählen" },
  }),
  draftMessageTooLong: () => ({
    title: "Die Nachricht ist zu lang",
    cause: [
      "Es wurde nichts verteilt. Kürzen Sie die Nachricht, und verteilen Sie dann das Material.",
    ],
    cure: null,
  }),
};
