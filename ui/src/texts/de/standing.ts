/** How far Cohort has come with one person or one group instance. */

import type { StepKind, StepStanding, StepState } from "../../bridge";
import { clockOf } from "./speech";

// Some begin with a noun, so that each part keeps its letter in the middle of a line.
const phrases: Record<StepKind, Record<StepState, string>> = {
  create: {
    waiting: "Instanz noch nicht erstellt",
    sending: "Instanz wird erstellt",
    done: "Instanz erstellt",
    already: "Instanz bereits vorhanden",
    refused: "Instanz nicht erstellt",
    blocked: "Instanz nicht erstellt",
    gaveUp: "Instanz nicht erstellt",
    unknown: "unklar, ob die Instanz erstellt wurde",
    cancelled: "Instanz nicht erstellt",
  },
  distribute: {
    waiting: "Material noch nicht verteilt",
    sending: "Material wird verteilt",
    done: "Material verteilt",
    already: "Inhalt unverändert gelassen",
    refused: "Material nicht verteilt",
    blocked: "Material nicht verteilt",
    gaveUp: "Material nicht verteilt",
    unknown: "unklar, ob das Material verteilt wurde",
    cancelled: "Material nicht verteilt",
  },
  invite: {
    waiting: "noch nicht eingeladen",
    sending: "Einladung wird gesendet",
    done: "eingeladen",
    already: "bereits dabei",
    refused: "nicht eingeladen",
    blocked: "nicht eingeladen",
    gaveUp: "nicht eingeladen",
    unknown: "unklar, ob die E-Mail verschickt wurde",
    cancelled: "nicht eingeladen",
  },
};

const alone: Record<StepState, string> = {
  waiting: "Wartet",
  sending: "Wird gesendet",
  done: "Eingeladen",
  already: "Bereits dabei",
  refused: "Abgelehnt",
  blocked: "Blockiert",
  gaveUp: "Nach 12 Versuchen aufgehört",
  unknown: "Unklar",
  cancelled: "Abgebrochen",
};

/** What became of an invitation after the platform accepted it, or where its state is unknown. */
const since: Record<Exclude<StepStanding, "dismissed" | "skipped" | "asItsState">, string> = {
  addressCorrected: "Eingeladen · Adresse korrigiert",
  stillOpen: "Früher eingeladen · noch offen",
  revoked: "Widerrufen",
  notTracked: "Unklar · nicht weiter verfolgt",
};

const waitsForAnother = "wartet auf eine andere Einladung";

/** The words for one line of a plan, of which `lineWords` chooses. */
export const standing = {
  standing: {
    steps: phrases,
    invitation: alone,
    since,
    waitsForAnother,
    checkingAgain: (at: string | null, now: number): string =>
      at === null ? "wird bald erneut geprüft" : `wird um ${clockOf(at, now)} erneut geprüft`,
    dismissed: (said: string): string => `Erledigt · ${said}`,
    skipped: (why: string): string => `Übersprungen · ${why}`,
    because: (said: string, why: string): string => `${said}: ${why}`,
  },
};
