import type {
  Aim,
  PlanCounts,
  PlanRow,
  PlanState,
  Problem,
  SavedFile,
  StepKind,
} from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
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
      switch (aim.purpose) {
        case "administrators":
          return counts.all === 1 ? "1 administrator" : `${number(counts.all)} administrators`;
        case "own":
          return counts.all === 1
            ? "1 person, own instance"
            : `${people(counts.all)}, own instance each`;
        case "groups":
          return `${people(counts.all)} into their rooms`;
        case "shared":
        case null:
          return aim.instanceName === null
            ? people(counts.all)
            : `${people(counts.all)} to ${visibleText(aim.instanceName)}`;
      }
    },
    states: {
      grace: "Can still be taken back",
      held: "Waits",
      sending: "Sending",
      paused: "Paused",
      settled: "Done",
    } satisfies Record<PlanState, string>,
    progress: (ended: number, all: number): string => `${number(ended)} of ${number(all)} people`,
    doneAll: (done: number): string => `Done: ${people(done)}`,
    doneSome: (needs: number): string => `${number(needs)} to look at`,
    cancelled: "Cancelled",
  },

  plan: {
    title: (state: PlanState, count: number, space: string): RichText =>
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
    pace: (perMinute: number, seconds: number | null): string => {
      const rate =
        perMinute < 1 ? "less than one a minute" : `${number(Math.round(perMinute))} a minute`;
      return seconds === null ? rate : `${rate}, ${secondsLeft(seconds)}`;
    },
    progress: "Progress",
    announce: (ended: number, all: number): string =>
      `${number(ended)} of ${people(all)} have come to an end`,
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
        ? "1 person is not invited. What was made or sent already stays."
        : `${number(count)} people are not invited. What was made or sent already stays.`,
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
    room: (count: number): string => people(count),
    report: {
      label: "Save a report",
      csv: "As a table (CSV)",
      html: "As a page to print",
      saved: (file: SavedFile): string =>
        `Saved as ${visibleText(file.name)} in ${visibleText(file.folder)}.`,
    },
    details: {
      kinds: {
        create: "The instance",
        handOut: "The material",
        invite: "The invitation",
      } satisfies Record<StepKind, string>,
      instance: "Instance",
      slug: "Name on the platform",
      group: "Group",
      waitsFor: {
        create: "Waits until the instance is made.",
        handOut: "Waits until the material is handed out.",
        invite: "Waits for another invitation.",
      } satisfies Record<StepKind, string>,
      call: "The call",
      body: "What it carried",
      answer: "The answer",
      noAnswer: "None",
      incident: "Incident number",
      said: "What was said",
      retry: "Try again",
      triesAndWhen: (tries: number, at: string | null, now: number): string => {
        const tried = tries === 1 ? "1 try" : `${number(tries)} tries`;
        return at === null ? tried : `${tried}, ${timeOf(at, now)}`;
      },
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
    unsure: {
      create: {
        one: (person: string): RichText => [
          "Not known whether the instance for ",
          strong(person),
          " was made",
        ],
        many: (count: number): RichText => [
          "Not known whether ",
          strong(`${number(count)} instances`),
          " were made",
        ],
        text: "The platform's answer was lost on the way. Look again: Cohort reads the list of instances, and goes on with what is there.",
      },
      handOut: {
        one: (person: string): RichText => [
          "Not known whether the material for ",
          strong(person),
          " arrived",
        ],
        many: (count: number): RichText => [
          "Not known whether the material arrived in ",
          strong(`${number(count)} instances`),
        ],
        text: "The platform's answer was lost on the way and it cannot tell. Look into the instance on the platform. If you hand out again, files of the same name are overwritten, after a snapshot of what is there.",
      },
      invite: {
        one: (person: string): RichText => [
          "Not known whether the mail to ",
          strong(person),
          " went out",
        ],
        many: (count: number): RichText => [
          "Not known whether the mails to ",
          strong(people(count)),
          " went out",
        ],
        text: "The platform's answer was lost on the way and it cannot tell. Wait until they join, look again, or send it again; they may then get two mails. Left at that, another list may invite them.",
      },
    } satisfies Record<
      StepKind,
      { one: (person: string) => RichText; many: (count: number) => RichText; text: string }
    >,
    leaveAtThat: "Leave it at that",
    invitation: {
      mailAgain: "Mail it again",
      mailedAgain: (address: string): string =>
        `The platform mails the invitation to ${visibleText(address)} again.`,
      inviteAgain: "Invite again",
      againSend: "Invite once more",
      againTitle: "Invite this person again?",
      againText: (at: string | null, now: number): string =>
        `${at === null ? "" : `The last mail went out ${timeOf(at, now)}. `}If they have not come by now, they get another one; or the platform says that the first is open still, and mails nothing.`,
      mend: "Mend the address",
      mendLabel: "The right address",
      mendHint:
        "It is invited into the same place, after ten seconds in which you can take it back.",
      mendHintOwn:
        "It gets an instance of its own, after ten seconds in which you can take it back.",
      mendSend: "Invite this address",
      mended: (address: string): string => `${visibleText(address)} is invited in ten seconds.`,
      toMended: "Show",
      takeBack: "Take it back",
      backSend: "Take back the invitation",
      backSendOwn: "Delete the instance",
      backTitle: (address: string): RichText => [
        "Take back the invitation of ",
        name(address),
        "?",
      ],
      backText: "The link in their mail is good for nothing then. You can invite them again.",
      backTextOwn:
        "Their instance is deleted, if they have not joined. For 24 hours an administrator can bring it back on the platform's own page.",
      takenBack: (address: string): string =>
        `The invitation of ${visibleText(address)} is taken back.`,
    },
    wait: "Wait",
    waits: "It stays marked until it is known.",
    lookAgain: "Look again",
    sendAgain: {
      create: "Make again",
      handOut: "Hand out again",
      invite: "Send again",
    } satisfies Record<StepKind, string>,
    sendAgainTitle: {
      create: (count: number): string =>
        count === 1 ? "Make 1 instance again?" : `Make ${number(count)} instances again?`,
      handOut: (count: number): string =>
        count === 1
          ? "Hand out to 1 instance again?"
          : `Hand out to ${number(count)} instances again?`,
      invite: (count: number): string =>
        count === 1 ? "Send to 1 person again?" : `Send to ${number(count)} people again?`,
    } satisfies Record<StepKind, (count: number) => string>,
    sendAgainText: {
      create: "If it was made the first time, the platform says so and nothing is made twice.",
      handOut: "Files of the same name are overwritten. A snapshot of each is made first.",
      invite: "If the first mail did go out, they get a second one.",
    } satisfies Record<StepKind, string>,
    exists: {
      inviteExisting: "Invite only",
      handOutExisting: "Hand out after a snapshot of it",
      leaveOutExisting: "Leave out",
    },
    groupNames: (shown: readonly string[], more: number): RichText => [
      ...shown.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
      more === 0 ? "" : more === 1 ? " and 1 more" : ` and ${number(more)} more`,
    ],
    groupTitle: (title: string, count: number): string =>
      count === 1 ? title : `${title} (${number(count)})`,
    empty: "Nobody is like that.",
  },
};
