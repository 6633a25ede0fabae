/**
 * What the window says of the desktop around it: closing, quitting, the tray and the notifications.
 */

import type { Unsent } from "../../bridge";
import { instances, people } from "./speech";

/** How many kinds of things wait. */
const kinds = ({ people: invited, instances: created, targets }: Unsent): number =>
  [invited, created, targets].filter((count) => count > 0).length;

const notSent = (unsent: Unsent): string => {
  if (kinds(unsent) > 1) {
    return unsent.targets > 0
      ? "Some invitations, instances or material are still waiting."
      : `${people(unsent.people)} and ${instances(unsent.instances)} are still waiting.`;
  }
  if (unsent.people === 1) return "1 person hasn't been invited yet.";
  if (unsent.people > 0) return `${people(unsent.people)} haven't been invited yet.`;
  if (unsent.instances === 1) return "1 instance hasn't been created yet.";
  if (unsent.instances > 0) return `${instances(unsent.instances)} haven't been created yet.`;
  if (unsent.targets === 1) return "The material hasn't been distributed to 1 instance yet.";
  if (unsent.targets > 0)
    return `The material hasn't been distributed to ${instances(unsent.targets)} yet.`;
  return "Something hasn't been sent yet.";
};

export const hadToWait = (waited: Unsent): string => {
  if (kinds(waited) > 1) {
    return waited.targets > 0
      ? "Invitations, instances or material had to wait"
      : `${people(waited.people)} and ${instances(waited.instances)} had to wait`;
  }
  if (waited.people > 0) return `${people(waited.people)} had to wait`;
  if (waited.instances > 0) return `${instances(waited.instances)} had to wait`;
  if (waited.targets > 0) return `Material for ${instances(waited.targets)} had to wait`;
  return "Something had to wait";
};

/** What the window says of the desktop around it: closing, quitting and the tray. */
export const desktop = {
  firstClose: {
    title: (unsent: Unsent): string =>
      unsent.any ? "Cohort keeps sending in the background" : "Cohort keeps running in the tray",
    text: (unsent: Unsent): string =>
      unsent.any
        ? `${notSent(unsent)} Use the Cohort icon in the tray to open the window, pause sending or quit.`
        : "It tells you when someone joins. Use the Cohort icon in the tray to open the window or quit.",
    later: "You can change this in Preferences.",
    keepRunning: "Keep running",
    quit: "Quit Cohort",
  },
  quit: {
    title: "Quit before everything is sent?",
    text: (unsent: Unsent): string =>
      unsent.inGrace
        ? `${notSent(unsent)} Nothing is lost: what you can still undo stays on hold, and everything else continues the next time you open Cohort.`
        : `${notSent(unsent)} Nothing is lost: sending continues the next time you open Cohort.`,
    keepRunning: "Keep running",
    quitAnyway: "Quit anyway",
  },
};
