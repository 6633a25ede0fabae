/** A space: its head, its tabs and its instances. */

import type { SpaceKind } from "../../bridge";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { number } from "./speech";

const kinds: Record<SpaceKind, string> = {
  course: "Course",
  project: "Research project",
  dataset: "Dataset",
  other: "Space",
};

const yourRole: Readonly<Record<string, string>> = {
  space_admin: "you're an administrator",
  editor: "you're an editor",
  viewer: "you're a viewer",
  observer: "you're an observer",
};

export const space = {
  space: {
    kinds,
    kindAsSaid: (said: string): string => visibleText(said),
    administrator: "you're an administrator",
    role: (role: string): string =>
      yourRole[role.toLowerCase()] ?? `your role here: ${visibleText(role)}`,
    noRole: "you have no role here",
    refresh: "Refresh",
    refreshing: "Refreshing",
    invite: "Invite people",
    otherActions: "Other actions in this space",
    tabsLabel: "Views of this space",
    tabs: { people: "People", instances: "Instances", link: "Link", history: "History" },
    notAdministrator: {
      title: "You can't invite people here",
      ask: (space: string, first: string, second: string | undefined, others: number): RichText => {
        const start = [
          "Only an administrator of ",
          name(space),
          " can invite people or create instances. Ask ",
        ] as const;
        if (second === undefined) return [...start, strong(first), "."];
        if (others === 0) return [...start, strong(first), " or ", strong(second), "."];
        return [
          ...start,
          strong(first),
          ", ",
          strong(second),
          others === 1
            ? " or 1 other administrator."
            : ` or one of ${number(others)} other administrators.`,
        ];
      },
      askNobody: (space: string): RichText => [
        "Only an administrator of ",
        name(space),
        " can invite people or create instances. The platform doesn't show who the administrators are. Ask the person who gave you access.",
      ],
    },
  },

  historyTab: {
    label: "Sent from this computer",
    empty: "Nothing has been sent to this space from this computer yet.",
  },
};
