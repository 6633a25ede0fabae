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
import { number, people, timeOf } from "./speech";

const secondsLeft = (seconds: number): string => {
  if (seconds < 10) return "a few seconds left";
  if (seconds < 90) return `about ${Math.round(seconds / 10) * 10} seconds left`;
  if (seconds < 5400) return `about ${Math.round(seconds / 60)} minutes left`;
  return `about ${Math.round(seconds / 3600)} hours left`;
};

const needAttention = (count: number): string =>
  count === 1 ? "1 needs attention" : `${number(count)} need attention`;

const peopleNeedAttention = (count: number): string =>
  count === 1 ? "1 person needs attention" : `${number(count)} people need attention`;

const invitedAndIn = (invited: number, already: number): string => {
  if (invited === 0 && already > 0) return `${people(already)} already in`;
  const done = `${people(invited)} invited`;
  return already === 0 ? done : `${done}, ${number(already)} already in`;
};

export const outbox = {
  outbox: {
    title: "Activity",
    text: "What is being sent, and what was sent from this computer.",
    groups: { underWay: "Under way", done: "Done" },
    columns: { what: "What", where: "Space", state: "State", when: "Queued" },
    empty: "Nothing has been sent from this computer yet.",
    unreadable: {
      title: (plan: string): string => `Plan ${plan} can't be read`,
      text: "Its data on this computer is damaged, or a newer version of Cohort wrote it. The other plans aren't affected. To show this one again, install the latest version or restore a backup.",
    },
    planName: (intent: Intent, counts: Pick<PlanCounts, "all">): string => {
      switch (intent.purpose) {
        case "administrators":
          return counts.all === 1 ? "1 administrator" : `${number(counts.all)} administrators`;
        case "individual":
          return counts.all === 1
            ? "1 person, individual instance"
            : `${people(counts.all)}, individual instances`;
        case "groups":
          return `${people(counts.all)}, group instances`;
        case "instances":
          return counts.all === 1 ? "1 new instance" : `${number(counts.all)} new instances`;
        case "distribute": {
          const to = counts.all === 1 ? "1 instance" : `${number(counts.all)} instances`;
          return intent.snapshot === null
            ? `Material for ${to}`
            : `${visibleText(intent.snapshot.name)} for ${to}`;
        }
        case "shared":
        case null:
          return intent.instanceName === null
            ? people(counts.all)
            : `${people(counts.all)}, ${visibleText(intent.instanceName)}`;
      }
    },
    states: {
      grace: "Can still be undone",
      held: "On hold",
      sending: "Sending",
      paused: "Paused",
      settled: "Done",
    } satisfies Record<PlanState, string>,
    progress: (ended: number, all: number): string => `${number(ended)} of ${number(all)} people`,
    doneAll: invitedAndIn,
    doneSome: peopleNeedAttention,
    cancelled: "Cancelled",
  },

  plan: {
    title: (state: PlanState, counts: PlanCounts, space: string): RichText => {
      const invited = counts.done > 0 ? counts.done : counts.already;
      if (state === "settled" && invited > 0) {
        const did = counts.done > 0 ? " invited to " : " already in ";
        return [people(invited), did, name(space)];
      }
      // Where an answer was lost, nobody knows whether they were invited.
      return state === "settled" || counts.all === 0
        ? ["Invitations to ", name(space)]
        : [`Inviting ${people(counts.all)} to `, name(space)];
    },
    toActivity: "Activity",
    started: (at: string, now: number): string => `Started ${timeOf(at, now)}`,
    queued: (at: string, now: number): string => `Queued ${timeOf(at, now)}`,
    settled: (at: string, now: number): string => `Finished ${timeOf(at, now)}`,
    reached: (ended: number, all: number): string => `${number(ended)} of ${people(all)}`,
    besides: (already: number, cancelled: number): string =>
      [
        already === 0 ? "" : `${number(already)} already in`,
        cancelled === 0 ? "" : `${number(cancelled)} cancelled`,
      ]
        .filter((part) => part !== "")
        .join(", "),
    speed: (perMinute: number, seconds: number | null): string => {
      const rate =
        perMinute < 1 ? "less than 1 a minute" : `${number(Math.round(perMinute))} a minute`;
      return seconds === null ? rate : `${rate}, ${secondsLeft(seconds)}`;
    },
    progress: "Progress",
    announce: (ended: number, all: number): string =>
      `${number(ended)} of ${people(all)} processed`,
    announceEnd: (invited: number, already: number, needs: number): string =>
      needs === 0
        ? `Finished: ${invitedAndIn(invited, already)}`
        : `Finished: ${invitedAndIn(invited, already)}, ${needAttention(needs)}`,
    grace: {
      title: (seconds: number): string =>
        seconds === 1 ? "Sending in 1 second" : `Sending in ${seconds} seconds`,
      text: "Nothing has been sent yet.",
      leaving: "Sending now",
      announce: "Nothing has been sent yet. You have 10 seconds to undo this.",
      undo: "Undo",
      undone: "Undone. Nothing was sent, and your list is back in Drafts.",
      toDrafts: "Go to Drafts",
      now: "Send now",
    },
    pause: "Pause",
    resume: "Resume",
    more: "More actions",
    showInPeople: "Show in People",
    cancelRest: "Cancel remaining",
    cancelRestAsk: "Cancel remaining…",
    cancelTitle: "Cancel everything that hasn't been sent yet?",
    cancelText: (count: number): string =>
      count === 1
        ? "1 person won't be invited. Anything that was already created or sent stays as it is."
        : `${number(count)} people won't be invited. Anything that was already created or sent stays as it is.`,
    retryFailed: (count: number): string => `Retry failed (${number(count)})`,
    mailbox: "Open mailbox",
    paused: {
      title: "Paused",
      text: (reached: string): string =>
        `${reached}. Requests that are already under way will still finish.`,
    },
    columns: { name: "Name", address: "Address", group: "Group", state: "State" },
    search: "Search names and addresses",
    filterLabel: "Show only",
    chips: {
      all: "All",
      needsAttention: "Needs attention",
      done: "Invited",
      already: "Already in",
      remaining: "Waiting",
      cancelled: "Cancelled",
    },
    foot: (count: number): string => `${people(count)} in this plan`,
    do: {
      details: "Show details",
      oneAtATime: "Select one person only.",
      retry: (count: number): string => (count < 2 ? "Retry" : `Retry ${number(count)}`),
      nothingToRetry: "None of them failed in a way that can be retried.",
      lookUpAgain: (count: number): string =>
        count < 2 ? "Check again" : `Check ${number(count)} again`,
      dismiss: (count: number): string => (count < 2 ? "Dismiss" : `Dismiss ${number(count)}`),
      nothingToDismiss: "None of them failed.",
      restore: (count: number): string => (count < 2 ? "Restore" : `Restore ${number(count)}`),
      nobodyToResend: "None of them has an invitation that can be resent.",
      nothingUnknown: "Cohort knows for all of them whether the email was sent.",
      copy: (count: number): string => (count === 1 ? "Copy address" : "Copy addresses"),
      fileName: (space: string): string => `Plan for ${visibleText(space)}`,
    },
    groupInstance: (count: number): string => people(count),
    report: {
      csv: "Save report as CSV…",
      html: "Save report as a page to print…",
      saved: (file: SavedFile): string =>
        `Saved as ${visibleText(file.name)} in ${visibleText(file.folder)}.`,
    },
    details: {
      kinds: {
        create: "Instance",
        distribute: "Material",
        invite: "Invitation",
      } satisfies Record<StepKind, string>,
      instance: "Instance",
      slug: "Instance slug",
      group: "Group",
      waitsFor: {
        create: "This waits until the instance is created.",
        distribute: "This waits until the material is distributed.",
        invite: "This waits for another invitation.",
      } satisfies Record<StepKind, string>,
      request: "Request",
      body: "Request body",
      response: "Response",
      noAnswer: "None",
      incident: "Incident number",
      said: "Message",
      retry: "Retry",
      triesAndWhen: (tries: number, at: string | null, now: number): string => {
        const tried = tries === 1 ? "1 attempt" : `${number(tries)} attempts`;
        return at === null ? tried : `${tried}, ${timeOf(at, now)}`;
      },
      copy: "Copy for support",
    },
    forSupport: (row: PlanRow, problem: Problem | null): string =>
      [
        `Request: ${row.request.method} ${row.request.path}`,
        row.status === null ? "Response: none" : `Response: ${row.status}`,
        `Attempts: ${row.tries}`,
        problem === null ? "" : `Code: ${problem.code}`,
        problem?.incident ? `Incident number: ${problem.incident}` : "",
        problem?.detail ? `Message: ${problem.detail}` : "",
      ]
        .filter((line) => line !== "")
        .join("\n"),
    unknown: {
      create: {
        one: (person: string): RichText => [
          "Cohort can't tell whether the instance for ",
          strong(person),
          " was created",
        ],
        many: (count: number): RichText => [
          "Cohort can't tell whether ",
          strong(`${number(count)} instances`),
          " were created",
        ],
        text: "The platform's response was lost. If you check again, Cohort loads the list of instances and continues with what it finds.",
      },
      distribute: {
        one: (person: string): RichText => [
          "Cohort can't tell whether the material was distributed to ",
          strong(person),
        ],
        many: (count: number): RichText => [
          "Cohort can't tell whether the material was distributed to ",
          strong(`${number(count)} instances`),
        ],
        text: "The platform's response was lost, and the platform can't say what happened. Open the instance on the platform to check. If you distribute the material again, a snapshot is taken first, then files with the same name are overwritten.",
      },
      invite: {
        one: (person: string): RichText => [
          "Cohort can't tell whether the email to ",
          strong(person),
          " was sent",
        ],
        many: (count: number): RichText => [
          "Cohort can't tell whether the emails to ",
          strong(people(count)),
          " were sent",
        ],
        text: "The platform's response was lost, and the platform can't say what happened. You can wait to see who joins, or check again. If you send it again, they may get a second email. If you stop tracking it, you can invite the same people from another list.",
      },
    } satisfies Record<
      StepKind,
      { one: (person: string) => RichText; many: (count: number) => RichText; text: string }
    >,
    stopTracking: "Stop tracking",
    dismiss: "Dismiss",
    restore: "Restore",
    dismissed: (count: number): string =>
      count === 1 ? "1 problem dismissed." : `${number(count)} problems dismissed.`,
    invitation: {
      resend: "Resend invitation",
      resending: (address: string): string =>
        `The platform is resending the invitation to ${visibleText(address)}.`,
      inviteAgain: "Invite again",
      againSend: "Invite again",
      againTitle: "Invite this person again?",
      againText: (at: string | null, now: number): string =>
        at === null
          ? "If they haven't joined, the platform sends them another email. If the first invitation is still open, the platform may say so and send nothing."
          : `The platform accepted the last invitation ${timeOf(at, now)}. If they haven't joined, the platform sends them another email. If the first invitation is still open, the platform may say so and send nothing.`,
      fix: "Correct address",
      correctLabel: "Corrected address",
      correctHint:
        "You'll have 10 seconds to undo this. After that, the platform invites this address to the same place.",
      correctHintIndividual:
        "You'll have 10 seconds to undo this. After that, an individual instance is created for this address, and the platform sends the invitation.",
      correctSend: "Invite this address",
      addressCorrected: (address: string): string =>
        `${visibleText(address)} will be invited in 10 seconds.`,
      toCorrected: "Show invitation",
      revoke: "Revoke invitation",
      revokeSend: "Revoke invitation",
      revokeSendIndividual: "Revoke and delete",
      revokeTitle: (address: string): RichText => [
        "Revoke the invitation for ",
        name(address),
        "?",
      ],
      revokeTitleIndividual: (address: string): RichText => [
        "Revoke the invitation for ",
        name(address),
        " and delete the instance?",
      ],
      revokeText: "The link in their email stops working. You can invite them again later.",
      revokeTextIndividual:
        "For 24 hours, an administrator can restore the instance on the platform's website. If this person has joined in the meantime, nothing is deleted.",
      revoked: (address: string): string =>
        `The invitation for ${visibleText(address)} was revoked.`,
    },
    wait: "Wait",
    waits: "This stays marked as unknown until Cohort knows what happened.",
    lookUpAgain: "Check again",
    sendAgain: {
      create: "Create again",
      distribute: "Distribute again",
      invite: "Send again",
    } satisfies Record<StepKind, string>,
    sendAgainTitle: {
      create: (count: number): string =>
        count === 1 ? "Create 1 instance again?" : `Create ${number(count)} instances again?`,
      distribute: (count: number): string =>
        count === 1
          ? "Distribute to 1 instance again?"
          : `Distribute to ${number(count)} instances again?`,
      invite: (count: number): string =>
        count === 1
          ? "Send the invitation to 1 person again?"
          : `Send the invitations to ${number(count)} people again?`,
    } satisfies Record<StepKind, (count: number) => string>,
    sendAgainText: {
      create: "If it worked the first time, the platform says so, and nothing is created twice.",
      distribute:
        "A snapshot of each instance is taken first. Then files with the same name are overwritten.",
      invite: "If the first email was sent, they'll get a second one.",
    } satisfies Record<StepKind, string>,
    exists: {
      inviteExisting: "Invite without distributing",
      distributeExisting: "Take a snapshot, then distribute",
      skipExisting: "Skip",
    },
    groupNames: (shown: readonly string[], more: number): RichText => [
      ...shown.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
      more === 0 ? "" : more === 1 ? " and 1 more" : ` and ${number(more)} more`,
    ],
    groupTitle: (title: string, count: number): string =>
      count === 1 ? title : `${title} (${number(count)})`,
    empty: "No matches",
  },
};
