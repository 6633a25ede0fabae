import type { Aim, Hold, PlanCounts, PlanRow, PlanState, Problem, StepState } from "../../bridge";
import { plain } from "../../lib/plain";
import { name, type Rich, strong } from "../../lib/rich";
import { always, number, oneOr, people, timeOf } from "./speech";

const secondsLeft = (seconds: number): string => {
  if (seconds < 10) return "a few seconds left";
  if (seconds < 90) return `about ${Math.round(seconds / 10) * 10} seconds left`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} minutes left`;
  return `about ${Math.round(seconds / 3600)} hours left`;
};

export const outbox = {
  outbox: {
    title: "Outbox",
    text: "What is under way, and what was sent from this computer.",
    columns: { what: "What", where: "Where", state: "State", when: "When" },
    empty: "Nothing was sent from this computer yet.",
    planName: (aim: Aim, counts: PlanCounts): string => {
      if (aim.purpose === "administrators") {
        return counts.all === 1 ? "1 administrator" : `${number(counts.all)} administrators`;
      }
      return aim.instanceName === null
        ? people(counts.all)
        : `${people(counts.all)} to ${plain(aim.instanceName)}`;
    },
    states: {
      grace: "Can still be taken back",
      held: "Waits",
      sending: "Sending",
      paused: "Paused",
      settled: "Done",
    } satisfies Record<PlanState, string>,
    progress: (settled: number, all: number): string => `${number(settled)} of ${number(all)} sent`,
    doneAll: (done: number): string => `Done: ${people(done)}`,
    doneSome: (needs: number): string => `${number(needs)} to look at`,
    cancelled: "Cancelled",
  },

  plan: {
    title: (state: PlanState, count: number, space: string): Rich =>
      state === "settled"
        ? ["Invitation of ", people(count), " to ", name(space)]
        : ["Inviting ", people(count), " to ", name(space)],
    toOutbox: "Outbox",
    started: (at: string, now: number): string => `Started ${timeOf(at, now)}`,
    written: (at: string, now: number): string => `Put into the outbox ${timeOf(at, now)}`,
    settled: (at: string, now: number): string => `Ended ${timeOf(at, now)}`,
    sum: (done: number, needs: number, toGo: number, cancelled: number): string =>
      [
        done > 0 || cancelled === 0 ? `${number(done)} done` : "",
        needs === 0 ? "" : needs === 1 ? "1 needs you" : `${number(needs)} need you`,
        toGo === 0 ? "" : `${number(toGo)} to go`,
        cancelled === 0 ? "" : `${number(cancelled)} cancelled`,
      ]
        .filter((part) => part !== "")
        .join(", "),
    pace: (perMinute: number, seconds: number): string =>
      `${number(perMinute)} a minute, ${secondsLeft(seconds)}`,
    progress: "Progress",
    announce: (settled: number, all: number): string =>
      `${number(settled)} of ${number(all)} have come to an end`,
    announceEnd: (done: number, needs: number): string =>
      needs === 0
        ? `All sent: ${people(done)} done`
        : `Ended: ${number(done)} done, ${number(needs)} to look at`,
    grace: {
      title: (seconds: number): string =>
        seconds === 1 ? "Leaves in 1 second" : `Leaves in ${seconds} seconds`,
      text: "Nothing has been sent yet.",
      leaving: "Leaves now",
      announce: "Nothing has been sent yet. You have ten seconds to take it back.",
      takeBack: "Take it back",
      takenBack: "Taken back. Nothing was sent, and the list is under Drafts again.",
      toDrafts: "Go to the drafts",
      now: "Send now",
    },
    pause: "Pause",
    goOn: "Go on",
    cancelRest: "Cancel the rest",
    cancelTitle: "Cancel what has not left yet?",
    cancelText: (count: number): string =>
      count === 1
        ? "1 person is not invited. What was sent already stays."
        : `${number(count)} people are not invited. What was sent already stays.`,
    retryFailed: (count: number): string =>
      count === 1 ? "Try the 1 failed again" : `Try the ${number(count)} failed again`,
    mailbox: "Open the mailbox",
    paused: "Paused. What is on its way to the platform right now still comes to its end.",
    columns: { name: "Name", address: "Address", state: "State" },
    search: "Search names and addresses",
    filterLabel: "Show only",
    chips: {
      all: always("all"),
      needs: oneOr("needs you", "need you"),
      done: always("done"),
      already: always("already in"),
      toGo: always("to go"),
      cancelled: always("cancelled"),
    },
    states: {
      waiting: "Waiting",
      sending: "Being sent",
      done: "Invited",
      already: "Already in",
      refused: "Refused",
      blocked: "Waits for another",
      gaveUp: "Gave up",
      unsure: "Not known",
      cancelled: "Cancelled",
    } satisfies Record<StepState, string>,
    stateWith: (state: string, title: string): string => `${state}: ${title}`,
    details: {
      state: "State",
      call: "The call",
      body: "What it carried",
      answer: "The answer",
      noAnswer: "None",
      tries: "Tries",
      when: "When",
      incident: "Incident number",
      said: "What was said",
      retry: "Try again",
      copy: "Copy for support",
    },
    forSupport: (row: PlanRow, problem: Problem | null): string =>
      [
        `Call: ${row.call.method} ${row.call.path}`,
        row.status === null ? "Answer: none" : `Answer: ${row.status}`,
        `Tries: ${row.tries}`,
        problem === null ? "" : `Code: ${problem.code}`,
        problem?.incident ? `Incident: ${problem.incident}` : "",
        problem?.detail ? `Said: ${problem.detail}` : "",
      ]
        .filter((line) => line !== "")
        .join("\n"),
    unsureOne: (person: string): Rich => [
      "Not known whether the mail to ",
      strong(person),
      " went out",
    ],
    unsureMany: (count: number): Rich => [
      "Not known whether the mails to ",
      strong(people(count)),
      " went out",
    ],
    unsureText:
      "The platform's answer was lost on the way and it cannot tell. Look again later whether they have joined, or send it again; they may then get two mails.",
    lookAgain: "Look again",
    sendAgain: "Send again",
    sendAgainTitle: (count: number): string =>
      count === 1 ? "Send to 1 person again?" : `Send to ${number(count)} people again?`,
    sendAgainText: "If the first mail did go out, they get a second one.",
    groupNames: (shown: readonly string[], more: number): Rich => [
      ...shown.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
      more === 0 ? "" : more === 1 ? " and 1 more" : ` and ${number(more)} more`,
    ],
    groupTitle: (title: string, count: number): string =>
      count === 1 ? title : `${title} (${number(count)})`,
    empty: "Nobody is like that.",
  },

  holds: {
    foundInGrace: () => ({
      title: "Held: Cohort was closed before this had left",
      text: "Nothing has been sent. Say whether it should go.",
    }),
    offline: (hold, now) => ({
      title: `Offline since ${timeOf(hold.since, now)}`,
      text: "It goes on by itself when the connection is back.",
    }),
    key: () => ({
      title: "The platform asks for the key",
      text: "It goes on once the key is given again.",
    }),
    busy: (hold, now) => ({
      title:
        hold.until === null
          ? "The platform asks to wait a little"
          : `The platform asks to wait until ${timeOf(hold.until, now)}`,
      text: "It goes on by itself then.",
    }),
    tooOld: () => ({
      title: "Older than seven days: look at it once more",
      text: "Who is in may have changed since. Say whether it should still go.",
    }),
    otherDeliverer: () => ({
      title: "Another Cohort on this computer is sending",
      text: "This window shows how it goes.",
    }),
  } satisfies {
    [Why in Hold["why"]]: (
      hold: Extract<Hold, { why: Why }>,
      now: number,
    ) => { title: string; text: string };
  },
};
