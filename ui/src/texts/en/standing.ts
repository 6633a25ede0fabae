import type { PlanRow, ProblemCode, StepKind, StepState } from "../../bridge";

/* How far it has come with one person, one room. */

const phrases: Record<StepKind, Record<StepState, string>> = {
  create: {
    waiting: "instance not made yet",
    sending: "instance being made",
    done: "instance made",
    already: "instance was there",
    refused: "instance not made",
    blocked: "instance not made",
    gaveUp: "instance not made",
    unsure: "not known whether the instance was made",
    cancelled: "instance not made",
  },
  handOut: {
    waiting: "material not handed out yet",
    sending: "material on its way",
    done: "material in it",
    already: "its content left as it was",
    refused: "material not handed out",
    blocked: "material not handed out",
    gaveUp: "material not handed out",
    unsure: "not known whether the material arrived",
    cancelled: "material not handed out",
  },
  invite: {
    waiting: "not invited yet",
    sending: "invitation on its way",
    done: "invited",
    already: "already in",
    refused: "not invited",
    blocked: "not invited",
    gaveUp: "not invited",
    unsure: "not known whether the mail went out",
    cancelled: "not invited",
  },
};

const alone: Record<StepState, string> = {
  waiting: "Waiting",
  sending: "Being sent",
  done: "Invited",
  already: "Already in",
  refused: "Refused",
  blocked: "Waits for another",
  gaveUp: "Gave up",
  unsure: "Not known",
  cancelled: "Cancelled",
};

/** What became of an invitation after it was taken, or was not known to be. */
const since: Partial<Record<ProblemCode, string>> = {
  mended: "Invited · address mended since",
  stillOpen: "Invited before · still open",
  takenBack: "Taken back",
  leftAtThat: "Not known · left at that",
};

const waitsForAnother = "waits for another";

const hasPassed = (step: PlanRow): boolean => step.state === "done" || step.state === "already";
const isFailed = (step: PlanRow): boolean => step.state === "refused" || step.state === "gaveUp";

const asSentence = (parts: readonly string[]): string => {
  const text = parts.join(" · ");
  return text.charAt(0).toUpperCase() + text.slice(1);
};

export const standing = {
  /** Where a line stands now, in words; `why` says why the step that failed did. */
  standing: (chain: readonly PlanRow[], why: (step: PlanRow) => string | null): string => {
    const last = chain.at(-1);
    if (last === undefined) return "";
    const after = last.problem === null ? undefined : since[last.problem.code];
    if (after !== undefined) return after;
    if (last.kind === "invite" && hasPassed(last)) return alone[last.state];
    if (chain.every((step) => step.state === "cancelled")) return alone.cancelled;
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
    return asSentence([
      ...before,
      here.state === "waiting" && because !== null ? waitsForAnother : said,
      // What comes last is what everybody looks for.
      ...(here === last || last.kind !== "invite" ? [] : [phrases.invite[last.state]]),
    ]);
  },
};
