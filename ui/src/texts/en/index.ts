/** The texts of the window in English, put together from the files beside this one. */

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

const roles: Record<Role, string> = { editor: "Editor", viewer: "Viewer", observer: "Observer" };
const platformRoles: Readonly<Record<string, string>> = {
  space_admin: "Administrator",
  editor: "Editor",
  viewer: "Viewer",
  observer: "Observer",
};

export const en = {
  ...frame,
  ...space,
  ...peopleTab,
  ...comparison,
  ...table,
  ...invite,
  ...wizard,
  ...link,
  ...addInstance,
  ...distribute,
  ...distributionPlan,
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
  ...preferences,
  ...yourData,
  ...erase,
  ...help,
  ...troubleshooting,

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
  openOutbox: "Open Activity",
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
  finding,
};

/** Every language has the type of the English texts, so a missing text does not compile. */
export type Texts = typeof en;
