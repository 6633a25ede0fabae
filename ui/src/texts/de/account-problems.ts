/** What can go wrong with accounts and their API keys. */

import { name } from "../../lib/rich-text";
import type { ProblemTable } from "../words";

const tryAgain = { does: "tryAgain", label: "Erneut versuchen" } as const;
const enterKey = { does: "enterKey", label: "API-Schlüssel eingeben" } as const;
const keepThisRun = {
  does: "keepThisRun",
  label: "Schlüssel bis zum Schließen behalten",
} as const;

export const accountProblems = {
  addressInvalid: () => ({
    title: "Das ist keine Webadresse",
    cause: ["Geben Sie eine Adresse ein wie https://api.eu1.nuvolos.cloud."],
    cure: null,
  }),
  addressInsecure: () => ({
    title: "Die Adresse muss mit https:// beginnen",
    cause: ["Sonst könnten andere im Netzwerk Ihren API-Schlüssel mitlesen."],
    cure: null,
  }),
  accountKnown: ({ about }) => ({
    title: "Dieses Konto ist bereits hinzugefügt",
    cause:
      about === null
        ? ["Wählen Sie es oben links. Dort können Sie auch den API-Schlüssel ändern."]
        : [name(about), " gehört zu Ihren Konten. Wählen Sie es oben links."],
    cure: null,
  }),
  keyEmpty: () => ({
    title: "Geben Sie Ihren API-Schlüssel ein",
    cause: ["Sie finden ihn auf der Plattform in Ihren Einstellungen."],
    cure: null,
  }),
  noKeyring: () => ({
    title: "Dieser Computer hat keinen Schlüsselbund für den API-Schlüssel",
    cause: [
      "Cohort legt Schlüssel sonst nirgends ab. Es kann diesen bis zum Schließen im Arbeitsspeicher behalten und fragt beim nächsten Mal wieder danach.",
    ],
    cure: keepThisRun,
  }),
  keyringLocked: () => ({
    title: "Der Schlüsselbund ist gesperrt",
    cause: [
      "Entsperren Sie ihn im Fenster Ihres Systems und versuchen Sie es erneut. Oder behalten Sie den Schlüssel im Arbeitsspeicher, bis Sie Cohort schließen.",
    ],
    cure: keepThisRun,
  }),
  keyringRefused: () => ({
    title: "Der Schlüsselbund konnte den API-Schlüssel nicht speichern",
    cause: [
      "Cohort legt Schlüssel sonst nirgends ab. Es kann diesen bis zum Schließen im Arbeitsspeicher behalten und fragt beim nächsten Mal wieder danach.",
    ],
    cure: keepThisRun,
  }),
  keyMissing: () => ({
    title: "Der API-Schlüssel dieses Kontos fehlt",
    cause: [
      "Er ist nicht mehr im Schlüsselbund, oder er wurde nur bis zum Schließen von Cohort behalten. Geben Sie ihn erneut ein.",
    ],
    cure: enterKey,
  }),
  keyLocked: () => ({
    title: "Der Schlüsselbund ist gesperrt",
    cause: [
      "Der API-Schlüssel dieses Kontos liegt darin. Entsperren Sie ihn in dem Fenster, das Ihr System anzeigt, und versuchen Sie es dann erneut.",
    ],
    cure: tryAgain,
  }),
  keyUnreadable: () => ({
    title: "Der API-Schlüssel konnte nicht aus dem Schlüsselbund gelesen werden",
    cause: [
      "Vielleicht klappt es beim nächsten Mal. Geben Sie den Schlüssel sonst noch einmal ein.",
    ],
    cure: enterKey,
  }),
  keyStaysLocked: () => ({
    title: "Der Schlüsselbund ist gesperrt",
    cause: [
      "Das Konto ist noch da, mit seinem Schlüssel. Entsperren Sie den Schlüsselbund, und entfernen Sie das Konto dann.",
    ],
    cure: null,
  }),
  keyStays: () => ({
    title: "Der Schlüsselbund konnte den API-Schlüssel nicht löschen",
    cause: [
      "Das Konto ist noch da, mit seinem Schlüssel. Löschen Sie den Schlüssel im Schlüsselbund Ihres Systems, und entfernen Sie das Konto dann.",
    ],
    cure: null,
  }),
  accountGone: () => ({
    title: "Dieses Konto gibt es nicht mehr",
    cause: ["Es wurde aus Cohort entfernt."],
    cure: null,
  }),
  accountInUse: () => ({
    title: "Für dieses Konto ist noch etwas zu senden",
    cause: [
      "Es wurde nicht entfernt. Warten Sie, bis alles gesendet ist, oder brechen Sie es unter „Aktivitäten“ ab. Danach können Sie das Konto entfernen.",
    ],
    cure: { does: "toActivity", label: "Zu den Aktivitäten" },
  }),
  keyRefused: () => ({
    title: "Die Plattform hat diesen API-Schlüssel abgelehnt",
    cause: [
      "Vielleicht ist er falsch eingegeben oder wurde auf der Plattform durch einen neueren ersetzt. Geben Sie den aktuellen Schlüssel ein.",
    ],
    cure: enterKey,
  }),
} satisfies Partial<ProblemTable>;
