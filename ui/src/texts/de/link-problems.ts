/** What can go wrong with the sign-up link of a course. */

import { name } from "../../lib/rich-text";
import type { ProblemTable } from "../words";

const checkAgain = { does: "refresh", label: "Erneut prüfen" } as const;

export const linkProblems = {
  linkNotACourse: () => ({
    title: "Nur ein Kurs hat einen Anmeldelink",
    cause: [
      "Über einen Link erhält jede Person eine Einzelinstanz, und die gibt es in diesem Space nicht. Laden Sie stattdessen per E-Mail ein.",
    ],
    cure: null,
  }),
  linkNotOffered: () => ({
    title: "Cohort kann auf dieser Plattform keine Links erstellen",
    cause: [
      "Erstellen Sie den Link auf der Website der Plattform und fügen Sie ihn im Reiter „Link“ ein.",
    ],
    cure: null,
  }),
  linkGone: () => ({
    title: "Es gibt keinen Link mehr",
    cause: [
      "Er wurde inzwischen zurückgezogen. Aktualisieren Sie die Seite, oder erstellen Sie einen neuen Link.",
    ],
    cure: checkAgain,
  }),
  linkLocked: (_, { space }) => ({
    title: "Die Plattform lässt Sie den Link nicht ändern",
    cause: [
      "Der Link ist unverändert. Vielleicht haben Sie in ",
      space === undefined ? "diesem Kurs" : name(space),
      " keine Administratorrechte mehr, oder der Kurs wurde archiviert oder schreibgeschützt. Aktualisieren Sie den Space, um den aktuellen Stand zu sehen.",
    ],
    cure: checkAgain,
  }),
  linkMakeUnconfirmed: () => ({
    title: "Es ist unklar, ob der Link erstellt wurde",
    cause: [
      "Die Antwort der Plattform ging verloren. Prüfen Sie erneut, bevor Sie jemandem einen Link geben: Der angezeigte wurde vielleicht ersetzt.",
    ],
    cure: checkAgain,
  }),
  linkWithdrawUnconfirmed: () => ({
    title: "Es ist unklar, ob der Link zurückgezogen wurde",
    cause: [
      "Die Antwort der Plattform ging verloren. Prüfen Sie erneut, um zu sehen, ob man noch beitreten kann.",
    ],
    cure: checkAgain,
  }),
  linkDayMissing: () => ({
    title: "Das Datum ist unvollständig",
    cause: ["Geben Sie den letzten Tag ein, an dem der Link gilt."],
    cure: null,
  }),
  linkDayIsOver: () => ({
    title: "Dieser Tag ist vorbei",
    cause: ["Geben Sie den heutigen oder einen späteren Tag ein."],
    cure: null,
  }),
  linkDomain: ({ about }) => ({
    title: "Eine Domain ist ungültig",
    cause:
      about === null
        ? ["Geben Sie Domains ein wie uni.example."]
        : [name(about), " ist keine Domain. Geben Sie eine ein wie uni.example."],
    cure: null,
  }),
  linkUses: () => ({
    title: "Die Anzahl der Personen ist ungültig",
    cause: ["Geben Sie eine ganze Zahl von 1 bis 1 000 000 ein, oder lassen Sie das Feld leer."],
    cure: null,
  }),
  linkInvalid: () => ({
    title: "Das ist kein Link",
    cause: ["Kopieren Sie den ganzen Link von der Website der Plattform. Er beginnt mit https://."],
    cure: null,
  }),
  linkInsecure: () => ({
    title: "Dieser Link ist nicht sicher",
    cause: [
      "Dort müssten Personen ihre Adresse und ein Passwort eingeben. Verwenden Sie einen Link, der mit https:// beginnt.",
    ],
    cure: null,
  }),
  linkElsewhere: ({ about }) => ({
    title: "Dieser Link führt zu einer anderen Adresse",
    cause:
      about === null
        ? ["Es ist nicht die Ihrer Plattform. Bestätigen Sie, dass es die richtige ist."]
        : [
            "Es ist nicht die Ihrer Plattform. Bestätigen Sie, dass es die richtige ist: ",
            name(about),
          ],
    cure: null,
  }),
  linkTooLong: () => ({
    title: "Dieser Link ist zu lang für einen QR-Code",
    cause: [
      "Ein QR-Code fasst bis zu 2953 Zeichen. Kopieren Sie den Link, oder schreiben Sie eine E-Mail.",
    ],
    cure: null,
  }),
  printerMissing: () => ({
    title: "Cohort konnte den Druckdialog nicht öffnen",
    cause: ["Speichern Sie die Seite als Datei und drucken Sie sie in Ihrem Browser."],
    cure: null,
  }),
} satisfies Partial<ProblemTable>;
