/**
 * The texts of the window in English that the first page needs. They are loaded before anything else, so
 * what only other pages say doesn't belong here.
 */

import type { Problem, Role } from "../../bridge";
import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import type { ProblemContext, ProblemWords } from "../words";
import { drafts } from "./drafts";
import { frame } from "./frame";
import { outbox } from "./outbox";
import { overview } from "./overview";
import { preferences } from "./preferences";
import { problems } from "./problems";
import { space } from "./space";
import { ago, dayOf, locale, number, people, timeAlone, timeOf } from "./speech";

const roles: Record<Role, string> = { editor: "Editor", viewer: "Viewer", observer: "Observer" };
const platformRoles: Readonly<Record<string, string>> = {
  space_admin: "Administrator",
  editor: "Editor",
  viewer: "Viewer",
  observer: "Observer",
};

export const first = {
  ...frame,
  ...space,
  ...outbox,
  ...drafts,
  ...overview,
  ...preferences,

  locale,
  language: "en",
  app: "Cohort",
  number,
  people,
  time: timeOf,
  timeAlone,
  day: dayOf,
  seen: (at: string, now: number): string => `updated ${ago(spanSince(at, now), at)}`,
  separator: " · ",
  roles,
  platformRole: (role: string): string => platformRoles[role.toLowerCase()] ?? visibleText(role),
  noticesLabel: "Notices",
  openActivity: "Open Activity",
  problem: (problem: Problem, context: ProblemContext = {}): ProblemWords =>
    problems[problem.code](problem, context),
  problemDetails: {
    summary: "Technical details",
    code: "Code",
    status: "Status",
    incident: "Incident number",
    said: "Message",
    copy: "Copy",
    copyIncident: "Copy incident number",
    copied: "Copied",
    troubleshooting: "Troubleshooting",
    text: (problem: Problem): string =>
      [
        `Code: ${problem.code}`,
        problem.status === null ? "" : `Status: ${problem.status}`,
        problem.incident === null ? "" : `Incident number: ${problem.incident}`,
        problem.about === null ? "" : `About: ${problem.about}`,
        problem.detail === null ? "" : `Message: ${problem.detail}`,
      ]
        .filter((line) => line !== "")
        .join("\n"),
  },
};

/** What every language says on its first page. */
export type FirstTexts = typeof first;
