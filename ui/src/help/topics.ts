/**
 * Says which page of the help belongs to the page that is open, so that the help opens with what
 * the user has before them.
 */

import type { DraftStep } from "../bridge";
import type { Route } from "../state/router.svelte";
import type { HelpPageId } from "../texts";

const ofSteps: Record<DraftStep, HelpPageId> = {
  purpose: "purpose",
  people: "list",
  material: "material",
  names: "addInstance",
  targets: "distribute",
  overwritten: "distribute",
  review: "review",
};

/** The help page for the page that is open. An invitation has one for each of its steps. */
export const helpPageOf = (route: Route, step: DraftStep | null): HelpPageId => {
  switch (route.page) {
    case "overview":
      return "overview";
    case "space":
      return route.tab === "people" && route.view?.comparing === true ? "comparison" : route.tab;
    case "invite":
      return ofSteps[step ?? "purpose"];
    case "addInstance":
      return "addInstance";
    case "distribute":
      return "distribute";
    case "file":
    case "difference":
      return "file";
    case "drafts":
      return "drafts";
    case "outbox":
      return "activity";
    case "plan":
      return "plan";
    case "troubleshooting":
      return "states";
    case "preferences":
      return "background";
    case "yourData":
      return "yourData";
    case "welcome":
    case "addAccount":
    case "enterKey":
      return "account";
  }
};
