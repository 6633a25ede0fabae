import type { InstanceKind, SpaceKind } from "../../bridge";
import { spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import { name, type RichText, strong } from "../../lib/rich-text";
import { ago, always, fullDay, number, oneOr } from "./speech";

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
    invite: "Invite people",
    tabsLabel: "Views of this space",
    tabs: { people: "People", instances: "Instances", history: "History" },
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

  peopleTab: {
    label: "People",
    courseUsers: "Course users",
    projectUsers: "Project users",
    chips: {
      all: always("all"),
      joined: always("joined"),
      invited: always("not joined yet"),
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
    individual: "Individual",
    none: "None",
    more: (first: string, more: number): string => `${visibleText(first)} and ${number(more)} more`,
    joined: "Joined",
    invited: "Invited, hasn't joined yet",
    invitedAgo: (at: string, now: number): string =>
      `Invited ${ago(spanSince(at, now), at)}, hasn't joined yet`,
    empty: "Nobody is in this space yet.",
    hidden: "Only administrators can see who is in this space.",
  },

  instancesTab: {
    label: "Instances",
    search: "Search instances",
    filterLabel: "Show only",
    chips: { all: always("total"), shared: always("shared"), individual: always("individual") },
    columns: { name: "Name", kind: "Kind", people: "People", created: "Created" },
    kinds: {
      master: "Master",
      distributed: "Distributed",
      individual: "Individual",
      shared: "Shared",
    } satisfies Record<InstanceKind, string>,
    date: (at: string): string => fullDay.format(new Date(at)),
    empty: "This space has no instances yet.",
  },

  historyTab: {
    label: "Sent from this computer",
    empty: "Nothing has been sent to this space from this computer yet.",
  },
};
