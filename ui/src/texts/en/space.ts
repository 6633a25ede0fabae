import type { InstanceKind, SpaceKind } from "../../bridge";
import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { ago, always, fullDay, number, oneOr } from "./speech";

const invitedAgo = (at: string, now: number): string =>
  `Invited ${ago(spanSince(at, now), at)}, not come`;

const kinds: Record<SpaceKind, string> = {
  course: "Course",
  project: "Research project",
  dataset: "Dataset",
  other: "Space",
};

const yourRole: Readonly<Record<string, string>> = {
  space_admin: "you are an administrator",
  editor: "you are an editor",
  viewer: "you are a viewer",
  observer: "you are an observer",
};

export const space = {
  space: {
    kinds,
    kindAsSaid: (said: string): string => visibleText(said),
    administrator: "you are an administrator",
    role: (role: string): string =>
      yourRole[role.toLowerCase()] ?? `your role here: ${visibleText(role)}`,
    noRole: "you have no role here",
    refresh: "Read again",
    invite: "Invite people",
    tabsLabel: "What to show of the space",
    tabs: { people: "People", instances: "Instances", history: "History" },
    notAdministrator: {
      title: "You cannot invite here",
      ask: (space: string, first: string, second: string | undefined, others: number): RichText => {
        const start = [
          "Only an administrator of ",
          name(space),
          " may invite people or make instances. Ask ",
        ] as const;
        if (second === undefined) return [...start, strong(first), "."];
        if (others === 0) return [...start, strong(first), " or ", strong(second), "."];
        return [
          ...start,
          strong(first),
          ", ",
          strong(second),
          others === 1
            ? " or one other administrator."
            : ` or one of ${others} other administrators.`,
        ];
      },
      askNobody: (space: string): RichText => [
        "Only an administrator of ",
        name(space),
        " may invite people or make instances. The platform does not show who they are; ask whoever gave you access.",
      ],
    },
  },

  peopleTab: {
    label: "People",
    courseUsers: "Course users",
    projectUsers: "Project users",
    chips: {
      all: always("all"),
      joined: always("joined"),
      invited: always("invited, not come"),
      administrators: oneOr("administrator", "administrators"),
    },
    filterLabel: "Show only",
    search: "Search names and addresses",
    columns: {
      name: "Name",
      address: "Address",
      instance: "Instance",
      role: "Role",
      state: "State",
    },
    own: "own",
    none: "none",
    more: (first: string, more: number): string => `${visibleText(first)} and ${number(more)} more`,
    joined: "Joined",
    invited: "Invited, not come",
    invitedAgo,
    empty: "Nobody is here yet.",
    hidden: "The platform shows who is here to administrators only.",
  },

  instancesTab: {
    label: "Instances",
    search: "Search instances",
    filterLabel: "Show only",
    chips: { all: always("all"), shared: always("shared"), own: always("own") },
    columns: { name: "Name", kind: "Kind", people: "People", created: "Made" },
    kinds: {
      master: "Master",
      distributed: "Distributed",
      own: "Own",
      shared: "Shared",
    } satisfies Record<InstanceKind, string>,
    date: (at: string): string => fullDay.format(new Date(at)),
    empty: "There are no instances here yet.",
  },

  historyTab: {
    label: "What was sent from this computer",
    empty: "Nothing was sent to this space from this computer.",
  },
};
