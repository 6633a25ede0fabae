/** Why a plan stands still, and what makes it move again. */

import type { Hold } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { clockOf, number } from "./speech";

const listed = (names: readonly string[]): RichText => [
  ...names.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
];

export const holds = {
  holds: {
    foundInGrace: () => ({
      title: "On hold: Cohort was closed before this was sent",
      text: ["Nothing has been sent. Choose whether to send it."],
    }),
    asleepInGrace: () => ({
      title: "On hold: this computer was asleep, or its clock changed, before this was sent",
      text: ["Nothing has been sent. Choose whether to send it."],
    }),
    offline: (hold, now) => ({
      title: `Offline since ${clockOf(hold.since, now)}`,
      text: ["Sending resumes automatically when the connection is back."],
    }),
    key: () => ({
      title: "The platform needs your API key",
      text: ["Sending resumes when you enter the key."],
    }),
    busy: (hold, now) => ({
      title:
        hold.until === null
          ? "The platform asked Cohort to wait"
          : `The platform asked Cohort to wait until ${clockOf(hold.until, now)}`,
      text: ["After that, sending resumes automatically."],
    }),
    tooOld: () => ({
      title: "On hold: nothing has been sent for more than 7 days",
      text: ["People may have joined or left since then. Choose whether to send the rest."],
    }),
    otherProcess: () => ({
      title: "Cohort is already sending in another window or terminal",
      text: [
        "You can follow the progress here. If you close the other one, sending continues here.",
      ],
    }),
    dataRestored: () => ({
      title: "On hold: Cohort's data was restored or copied",
      text: [
        "Some of this may have been sent since then, from this computer or another one. When you resume, Cohort first asks the platform who's already in and which instances exist, and then sends only what's missing. If the platform can't tell, Cohort asks you.",
      ],
    }),
    snapshotGone: () => ({
      title: "On hold: the snapshot to distribute no longer exists",
      text: [
        "It was deleted on the platform after you chose it. Nobody has been invited. To choose another snapshot, undo this: your list goes back to Drafts.",
      ],
    }),
    cannotDistribute: (hold) => ({
      title:
        hold.names.length === 1
          ? "On hold: 1 item in the snapshot can't be distributed"
          : `On hold: ${number(hold.names.length)} items in the snapshot can't be distributed`,
      text: [
        "The platform doesn't distribute home folders or files without a path: ",
        ...listed(hold.names.slice(0, 12)),
        hold.names.length > 12 ? ` and ${number(hold.names.length - 12)} more` : "",
        ". Choose whether to distribute the rest.",
      ],
    }),
    membersUnclear: () => ({
      title: "On hold: Cohort can't tell who is already in",
      text: [
        "The platform's response has an entry that Cohort can't read, so someone on your list may be in already. When you resume, Cohort invites everyone it doesn't find. Anyone who was invited before may get a second email.",
      ],
    }),
    diskFull: () => ({
      title: "The disk is full",
      text: [
        "Cohort records every step before it sends anything, so sending has stopped. Free up some space on this computer, and sending resumes automatically.",
      ],
    }),
    dataNewer: () => ({
      title: "A newer version of Cohort has updated the data",
      text: [
        "This version no longer writes to it, so nothing is sent from here. Close it, and continue in the newer version.",
      ],
    }),
    diskFails: () => ({
      title: "Cohort can't write to the disk",
      text: [
        "Cohort records every step before it sends anything, so sending has stopped. It resumes automatically when Cohort can write to the disk again.",
      ],
    }),
    failing: (hold, now) => ({
      title: `The platform hasn't responded properly since ${clockOf(hold.since, now)}`,
      text: [
        "Cohort tries each request up to 12 times, with longer and longer pauses, and then tells you what didn't get through. If the platform recovers, sending resumes automatically.",
      ],
    }),
  } satisfies {
    [Why in Hold["why"]]: (
      hold: Extract<Hold, { why: Why }>,
      now: number,
    ) => { title: string; text: RichText };
  },
  holdActions: {
    distributeRest: "Distribute the rest",
  },
};
