/** The texts of the window in German, put together from the files beside this one. */

import type { Texts } from "../en/index";
import type { Problem, Role } from "../../bridge";
import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import type { ProblemContext, ProblemWords } from "../words";
import { comparison } from "./comparison";
import { addInstance } from "./add-instance";
import { desktop } from "./desktop";
import { distribute } from "./distribute";
import { distributionPlan } from "./distribution-plan";
import { drafts } from "./drafts";
import { erase } from "./erase";
import { files } from "./files";
import { finding } from "./findings";
import { frame } from "./frame";
import { holds } from "./holds";
import { invite } from "./invite";
import { link } from "./link";
import { help } from "./help";
import { outbox } from "./outbox";
import { overview } from "./overview";
import { peopleTab } from "./people";
import { preferences } from "./preferences";
import { problems } from "./problems";
import { review } from "./review";
import { search } from "./search";
import { snapshots } from "./snapshots";
import { space } from "./space";
import { ago, dayOf, locale, number, people, timeAlone, timeOf } from "./speech";
import { table } from "./table";
import { troubleshooting } from "./troubleshooting";
import { list } from "./list";
import { standing } from "./standing";
import { instancePlan } from "./instance-plan";
import { material } from "./material";
import { wizard } from "./wizard";
import { yourData } from "./your-data";

// The platform's own words.
const roles: Record<Role, string> = { editor: "Editor", viewer: "Viewer", observer: "Observer" };
const platformRoles: Readonly<Record<string, string>> = {
  space_admin: "Administrator",
  editor: "Editor",
  viewer: "Viewer",
  observer: "Observer",
};

export const de: Texts = {
  ...frame,
  ...space,
  ...peopleTab,
  ...comparison,
  ...table,
  ...invite,
  ...wizard,
  ...link,
  ...addInstance,
  ...instancePlan,
  ...list,
  ...outbox,
  ...files,
  ...drafts,
  ...material,
  ...snapshots,
  ...review,
  ...standing,
  ...holds,
  ...overview,
  ...search,
  ...desktop,
  ...distribute,
  ...distributionPlan,
  ...preferences,
  ...yourData,
  ...erase,
  ...help,
  ...troubleshooting,

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
  openOutbox: "Aktivitäten öffnen",
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
  finding,
};
