import type { Hold } from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { number, timeOf } from "./speech";

const listed = (names: readonly string[]): RichText => [
  ...names.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
];

export const holds = {
  holds: {
    foundInGrace: () => ({
      title: "Held: Cohort was closed before this had left",
      text: ["Nothing has been sent. Say whether it should go."],
    }),
    asleepInGrace: () => ({
      title: "Held: this computer slept before this had left, or its clock was set",
      text: ["Nothing has been sent. Say whether it should go."],
    }),
    offline: (hold, now) => ({
      title: `Offline since ${timeOf(hold.since, now)}`,
      text: ["It goes on by itself when the connection is back."],
    }),
    key: () => ({
      title: "The platform asks for the key",
      text: ["It goes on once the key is given again."],
    }),
    busy: (hold, now) => ({
      title:
        hold.until === null
          ? "The platform asks to wait a little"
          : `The platform asks to wait until ${timeOf(hold.until, now)}`,
      text: ["It goes on by itself then."],
    }),
    tooOld: () => ({
      title: "Older than seven days: look at it once more",
      text: ["Who is in may have changed since. Say whether it should still go."],
    }),
    otherDeliverer: () => ({
      title: "Another Cohort on this computer is sending",
      text: ["This window shows how it goes, and takes over if the other one is closed."],
    }),
    dataMoved: () => ({
      title: "Held: these data were restored or copied",
      text: [
        "What waits here may have been sent since, from this computer or from another. If you go on, Cohort asks the platform first who is in and which instances exist, and sends only what is still missing. What the platform cannot tell is shown to you.",
      ],
    }),
    snapshotGone: () => ({
      title: "The snapshot to hand out is not there any more",
      text: [
        "It was deleted on the platform since you chose it. Nobody has been invited. Take this back to choose another snapshot; your list is then under Drafts.",
      ],
    }),
    cannotHandOut: (hold) => ({
      title:
        hold.names.length === 1
          ? "1 thing in the snapshot cannot be handed out"
          : `${number(hold.names.length)} things in the snapshot cannot be handed out`,
      text: [
        "The platform hands out the files of an instance, and neither home folders nor files without a path: ",
        ...listed(hold.names.slice(0, 12)),
        hold.names.length > 12 ? ` and ${number(hold.names.length - 12)} more` : "",
        ". Say whether the rest should go.",
      ],
    }),
    diskFull: () => ({
      title: "The disk is full",
      text: [
        "Nothing is sent that cannot be written down first. It goes on by itself when there is room on this computer.",
      ],
    }),
    diskFails: () => ({
      title: "The disk fails",
      text: [
        "Nothing is sent that cannot be written down first. It goes on by itself when the disk takes what is written again.",
      ],
    }),
  } satisfies {
    [Why in Hold["why"]]: (
      hold: Extract<Hold, { why: Why }>,
      now: number,
    ) => { title: string; text: RichText };
  },
  holdActions: {
    handOutRest: "Hand out the rest",
  },
};
