/** How far Cohort has come with one person or one group instance. */

import type { PlanRow, ProblemCode, StepKind, StepState } from "../../bridge";
import { capitalised } from "./speech";

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
const since: Partial<Record<ProblemCode, string>> = {
  addressCorrected: "Eingeladen · Adresse korrigiert",
  stillOpen: "Früher eingeladen · noch offen",
  revoked: "Widerrufen",
  notTracked: "Unklar · nicht weiter verfolgt",
};

/** Why an instance got no material, as the user wanted. */
const skips: ReadonlySet<ProblemCode> = new Set(["wouldOverwrite", "targetUnreadable"]);

const waitsForAnother = "wartet auf eine andere Einladung";

const hasPassed = (step: PlanRow): boolean => step.state === "done" || step.state === "already";
const isFailed = (step: PlanRow): boolean => step.state === "refused" || step.state === "gaveUp";

const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

const asSentence = (parts: readonly string[]): string => capitalised(parts.join(" · "));

export const standing = {
  /** What has happened to a line so far, in words; `why` says why the step that failed did. */
  standing: (chain: readonly PlanRow[], why: (step: PlanRow) => string | null): string => {
    const last = chain.at(-1);
    if (last === undefined) return "";
    const dismissed = chain.find((step) => step.dismissed);
    if (dismissed !== undefined) {
      const said = phrases[dismissed.kind].refused;
      const because = dismissed.problem?.code === "waitsFor" ? null : why(dismissed);
      return `Erledigt · ${because === null ? said : `${said}: ${because}`}`;
    }
    const after = last.problem === null ? undefined : since[last.problem.code];
    if (after !== undefined) return after;
    if (last.kind === "invite" && hasPassed(last)) return alone[last.state];
    if (chain.every((step) => step.state === "cancelled")) {
      return last.problem !== null && skips.has(last.problem.code)
        ? `Übersprungen · ${why(last) ?? ""}`
        : alone.cancelled;
    }
    if (chain.every((step) => step.state === "waiting") && why(last) === null) return alone.waiting;
    const now = chain.findIndex((step) => !hasPassed(step));
    const here = chain[now];
    if (here === undefined) return asSentence(chain.map((step) => phrases[step.kind][step.state]));
    const because = why(here);
    const before = chain.slice(0, now).map((step) => phrases[step.kind][step.state]);
    const said = phrases[here.kind][here.state];
    if (isFailed(here)) {
      return asSentence([...before, because === null ? said : `${said}: ${because}`]);
    }
    // It begins with a verb, which is small in the middle of a line.
    const checksAgain =
      here.problem?.code === "checkingAgain" && because !== null ? uncapitalised(because) : null;
    return asSentence([
      ...before,
      here.state === "waiting" && because !== null ? waitsForAnother : (checksAgain ?? said),
      // What comes last is what everybody looks for.
      ...(here === last || last.kind !== "invite" ? [] : [phrases.invite[last.state]]),
    ]);
  },
};
