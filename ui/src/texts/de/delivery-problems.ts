/** Why one invitation, or a step on the way to it, isn't done: what happened, and what to do. */

import type { ProblemCode } from "../../bridge";
import { name } from "../../lib/rich-text";
import type { ProblemTable } from "../words";
import { clockOf } from "./speech";

type DeliveryCode = Extract<
  ProblemCode,
  | "stillOpen"
  | "notTracked"
  | "revoked"
  | "addressCorrected"
  | "notOffered"
  | "instanceNotOffered"
  | "noInvitation"
  | "joinedSince"
  | "personAddress"
  | "sameAddress"
  | "personInAlready"
  | "instanceStays"
  | "instanceWorkedOn"
  | "wrongPlace"
  | "waitsForOther"
  | "emailUnknown"
  | "checkingAgain"
  | "waitsFor"
  | "exists"
  | "slugTaken"
  | "notForGroup"
  | "notTheirs"
  | "inUse"
  | "notListed"
  | "distributionFailed"
  | "taskLost"
  | "gaveUp"
  | "wouldOverwrite"
  | "targetUnreadable"
  | "nothingToDistribute"
>;

const tryAgain = { does: "tryAgain", label: "Erneut versuchen" } as const;

export const deliveryProblems: Pick<ProblemTable, DeliveryCode> = {
  stillOpen: () => ({
    title: "Die erste Einladung ist noch offen",
    cause: ["Solange sie offen ist, verschickt die Plattform keine weitere."],
    cure: null,
  }),
  notTracked: () => ({
    title: "Wird nicht weiter verfolgt",
    cause: [
      "Es ließ sich nicht feststellen, ob die E-Mail verschickt wurde. Sie können sie erneut senden oder diese Person über eine andere Liste einladen.",
    ],
    cure: null,
  }),
  revoked: ({ about }) => ({
    title: "Die Einladung wurde widerrufen",
    cause:
      about === null
        ? ["Wenn Sie es erneut versuchen, wird diese Person wieder eingeladen."]
        : [
            "Die Instanz ",
            name(about),
            " wurde behalten, denn sie enthält vielleicht die Arbeit einer Person. Wenn Sie es erneut versuchen, wird diese Person wieder eingeladen.",
          ],
    cure: null,
  }),
  addressCorrected: ({ about }) => ({
    title: "Die Adresse wurde korrigiert",
    cause:
      about === null
        ? ["Stattdessen wurde die richtige Adresse eingeladen."]
        : ["Stattdessen wurde ", name(about), " eingeladen."],
    cure: null,
  }),
  notOffered: () => ({
    title: "Das kann Cohort bei dieser Plattform nicht",
    cause: ["Auf der Website der Plattform geht es, auf der Seite mit den Personen."],
    cure: null,
  }),
  instanceNotOffered: () => ({
    title: "Cohort kann auf dieser Plattform keine Instanzen löschen oder wiederherstellen",
    cause: ["Auf der Website der Plattform geht es."],
    cure: null,
  }),
  noInvitation: () => ({
    title: "Es gibt keine offene Einladung mehr",
    cause: [
      "Sie wurde angenommen, ist abgelaufen oder wurde widerrufen. Aktualisieren Sie den Space, um zu sehen, was zutrifft.",
    ],
    cure: null,
  }),
  joinedSince: () => ({
    title: "Diese Person ist beigetreten",
    cause: [
      "Nichts wurde gelöscht. Wenn Sie die Person trotzdem entfernen möchten, tun Sie das auf der Website der Plattform.",
    ],
    cure: null,
  }),
  personAddress: () => ({
    title: "Diese Adresse ist ungültig",
    cause: ["Geben Sie eine Adresse wie name@universitaet.example ein."],
    cure: null,
  }),
  sameAddress: () => ({
    title: "An diese Adresse ging die Einladung bereits",
    cause: ["Geben Sie die richtige Adresse ein."],
    cure: null,
  }),
  personInAlready: () => ({
    title: "Diese Person ist bereits dabei oder eingeladen",
    cause: ["Es wurde nichts gesendet."],
    cure: null,
  }),
  instanceStays: () => ({
    title: "Diese Instanz lässt sich nicht löschen",
    cause: ["Master und Distributed gehören zu jedem Space."],
    cure: null,
  }),
  instanceWorkedOn: () => ({
    title: "Ein Auftrag arbeitet noch mit dieser Instanz",
    cause: [
      "Warten Sie, bis er erledigt ist, oder brechen Sie ihn unter Aktivitäten ab. Löschen Sie dann die Instanz.",
    ],
    cure: { does: "toActivity", label: "Zu den Aktivitäten" },
  }),
  wrongPlace: ({ about }) => ({
    title: "In diese Instanz können Sie niemanden einladen",
    cause:
      about === null
        ? [
            "Diese Instanz ist keine gemeinsame, oder die Plattform führt sie nicht mehr auf. Wählen Sie eine andere.",
          ]
        : [
            name(about),
            " ist keine gemeinsame Instanz, oder die Plattform führt sie nicht mehr auf. Wählen Sie eine andere.",
          ],
    cure: { does: "chooseInstance", label: "Andere Instanz wählen" },
  }),
  waitsForOther: ({ about }) => ({
    title: "Wartet auf eine andere Einladung derselben Person",
    cause:
      about === null
        ? [
            "Damit niemand zweimal eingeladen wird, geht es hier erst weiter, wenn feststeht, was aus der anderen Einladung geworden ist.",
          ]
        : [
            "Damit niemand zweimal eingeladen wird, geht es hier erst weiter, wenn feststeht, was aus der Einladung in ",
            name(about),
            " geworden ist.",
          ],
    cure: null,
  }),
  emailUnknown: () => ({
    title: "Es ist unklar, ob diese E-Mail verschickt wurde",
    cause: [
      "Die Antwort der Plattform ging verloren, und die Plattform kann keine Auskunft geben. Prüfen Sie später erneut, ob die Person beigetreten ist. Wenn Sie noch einmal senden, erhält sie womöglich eine zweite E-Mail.",
    ],
    cure: { does: "lookUpAgain", label: "Erneut prüfen" },
  }),
  checkingAgain: ({ about }) => ({
    title:
      about === null
        ? "Wird bald erneut geprüft"
        : `Wird um ${clockOf(about, Date.now())} erneut geprüft`,
    cause: [
      "Die Antwort der Plattform ging verloren, und die Anfrage wird dort vielleicht noch bearbeitet. Damit niemand zwei E-Mails erhält, wartet Cohort, bevor es erneut prüft.",
    ],
    cure: null,
  }),
  waitsFor: () => ({
    title: "Wartet auf einen früheren Schritt",
    cause: ["Sobald dieser erledigt ist, geht es von selbst weiter."],
    cure: null,
  }),
  exists: ({ about }) => ({
    title: "Es gibt bereits eine Einzelinstanz",
    cause:
      about === null
        ? [
            "Sie wurde nicht von diesen Einladungen erstellt und enthält vielleicht die Arbeit einer Person. Wählen Sie, was mit ihr geschehen soll. Ihre Wahl gilt für alle solchen Instanzen.",
          ]
        : [
            name(about),
            " wurde nicht von diesen Einladungen erstellt und enthält vielleicht die Arbeit einer Person. Wählen Sie, was mit der Instanz geschehen soll. Ihre Wahl gilt für alle solchen Instanzen.",
          ],
    cure: null,
  }),
  slugTaken: () => ({
    title: "Der Slug wurde inzwischen vergeben",
    cause: [
      "Eine Instanz mit diesem Slug wurde erstellt, nachdem Sie ihn gewählt hatten. Ihre wurde deshalb nicht erstellt. Wählen Sie einen anderen Slug.",
    ],
    cure: { does: "chooseSlug", label: "Anderen Slug wählen" },
  }),
  notForGroup: () => ({
    title: "Der Slug der Gruppe gehört zu einer anderen Instanz",
    cause: [
      "Die Instanz hat einen anderen Namen oder ist keine gemeinsame. Deshalb wurde niemand dorthin eingeladen. Geben Sie der Gruppe einen anderen Namen, und laden Sie ihre Personen erneut ein.",
    ],
    cure: null,
  }),
  notTheirs: () => ({
    title: "Der Slug gehört zu einer anderen Instanz",
    cause: [
      "Die Instanz mit dem Slug der Einzelinstanz dieser Person hat einen anderen Namen. Deshalb wurde niemand dorthin eingeladen. Falls es trotzdem ihre Einzelinstanz ist, benennen Sie sie auf der Plattform nach ihrer E-Mail-Adresse, und versuchen Sie es erneut. Laden Sie die Person sonst in eine gemeinsame Instanz ein.",
    ],
    cure: null,
  }),
  inUse: () => ({
    title: "Die Instanz wird bereits benutzt",
    cause: [
      "Jemand wurde in sie eingeladen, bevor das Material verteilt war. Deshalb wurde nichts überschrieben. Verteilen Sie das Material auf der Registerkarte „Instanzen“.",
    ],
    cure: null,
  }),
  notListed: ({ about }) => ({
    title: "Der Slug gehört einer Instanz, die Sie nicht sehen können",
    cause: [
      ...(about === null ? ["Die Instanz"] : [name(about)]),
      " wurde in den letzten 24 Stunden gelöscht oder ist für Sie nicht sichtbar. Eine gelöschte Instanz lässt sich mit Administratorrechten auf der Website der Plattform wiederherstellen. 24 Stunden nach dem Löschen ist der Slug wieder frei.",
    ],
    cure: tryAgain,
  }),
  distributionFailed: ({ about }) => ({
    title: "Das Material konnte nicht verteilt werden",
    cause:
      about === null
        ? [
            "Die Plattform hat mit dem Verteilen begonnen, es aber nicht abgeschlossen. Niemand wurde in eine Instanz ohne Material eingeladen.",
          ]
        : [
            "Die Plattform hat begonnen, es in ",
            name(about),
            " zu verteilen, das aber nicht abgeschlossen. Niemand wurde in eine Instanz ohne Material eingeladen.",
          ],
    cure: { does: "tryAgain", label: "Erneut verteilen" },
  }),
  taskLost: () => ({
    title: "Es ist unklar, ob das Material verteilt wurde",
    cause: [
      "Die Plattform hat die Aufgabe angenommen, aber seit einer Stunde kein Ergebnis gemeldet. Öffnen Sie die Instanz auf der Plattform und sehen Sie nach, bevor Sie das Material erneut verteilen.",
    ],
    cure: { does: "lookUpAgain", label: "Erneut prüfen" },
  }),
  wouldOverwrite: () => ({
    title: "Das Material würde in der Instanz etwas überschreiben",
    cause: [
      "Nichts wurde geändert. Wählen Sie, ob ein Snapshot erstellt und das Material verteilt oder die Instanz übersprungen wird.",
    ],
    cure: null,
  }),
  targetUnreadable: () => ({
    title: "Ein Teil der Instanz war nicht lesbar",
    cause: [
      "Das Material könnte darin etwas überschreiben, deshalb wurde nichts geändert. Wählen Sie, ob ein Snapshot erstellt und das Material verteilt oder die Instanz übersprungen wird.",
    ],
    cure: null,
  }),
  nothingToDistribute: () => ({
    title: "Der Snapshot enthält nichts, was sich verteilen lässt",
    cause: ["Nichts wurde geändert. Verteilen Sie einen anderen Snapshot."],
    cure: null,
  }),
  gaveUp: () => ({
    title: "Nach 12 Versuchen aufgehört",
    cause: ["Die Plattform hatte jedes Mal eine Störung, daher ist das nicht erledigt."],
    cure: tryAgain,
  }),
};
