/**
 * The texts of the window in German that the first page needs. They are loaded before anything else, so
 * what only other pages say doesn't belong here.
 */

import type { Problem, Role } from "../../bridge";
import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import type { FirstTexts } from "../en/first";
import type { ProblemContext, ProblemWords } from "../words";
import { drafts } from "./drafts";
import { frame } from "./frame";
import { outbox } from "./outbox";
import { overview } from "./overview";
import { preferences } from "./preferences";
import { problems } from "./problems";
import { space } from "./space";
import { ago, dayOf, locale, number, people, timeAlone, timeOf } from "./speech";

// The platform's own words.
const roles: Record<Role, string> = { editor: "Editor", viewer: "Viewer", observer: "Observer" };
const platformRoles: Readonly<Record<string, string>> = {
  space_admin: "Administrator",
  editor: "Editor",
  viewer: "Viewer",
  observer: "Observer",
};

export const first: FirstTexts = {
  ...frame,
  ...space,
  ...outbox,
  ...drafts,
  ...overview,
  ...preferences,

  locale,
  language: "de",
  app: "Cohort",
  number,
  people,
  time: timeOf,
  timeAlone,
  day: dayOf,
  seen: (at: string, now: number): string => `${ago(spanSince(at, now), at)} aktualisiert`,
  separator: " · ",
  roles,
  platformRole: (role: string): string => platformRoles[role.toLowerCase()] ?? visibleText(role),
  noticesLabel: "Hinweise",
  openActivity: "Aktivitäten öffnen",
  problem: (problem: Problem, context?: ProblemContext): ProblemWords =>
    problems[problem.code](problem, context ?? {}),
  problemDetails: {
    summary: "Technische Angaben",
    code: "Code",
    status: "Status",
    incident: "Vorfallnummer",
    said: "Meldung",
    copy: "Kopieren",
    copyIncident: "Vorfallnummer kopieren",
    copied: "Kopiert",
    troubleshooting: "Fehlersuche",
    text: (problem: Problem): string =>
      [
        `Code: ${problem.code}`,
        problem.status === null ? "" : `Status: ${problem.status}`,
        problem.incident === null ? "" : `Vorfallnummer: ${problem.incident}`,
        problem.about === null ? "" : `Betrifft: ${problem.about}`,
        problem.detail === null ? "" : `Meldung: ${problem.detail}`,
      ]
        .filter((line) => line !== "")
        .join("\n"),
  },
};
