/** The page with the people of a space, and what can be done with them. */

import type {
  InstanceKind,
  PeopleAction,
  PersonEventKind,
  PersonStanding,
  PersonState,
} from "../../bridge";
import { name, type RichText } from "../../lib/rich-text";
import { daysBetween, spanSince } from "../../lib/time-span";
import { visibleText } from "../../lib/visible-text";
import { ago, dayOf, fullDay, number, people, timeOf } from "./speech";

const invitations = (count: number): string =>
  count === 1 ? "invitation" : `${number(count)} invitations`;

const states: Record<PersonState, string> = {
  joined: "Joined",
  invited: "Not joined yet",
  expired: "Invitation expired",
  bounced: "Email returned",
  waiting: "Waiting",
  sending: "Sending",
  failed: "Rejected",
  unknown: "Unknown",
};

/** What is done about somebody's invitation alone. */
type InvitationAction = Exclude<PeopleAction, "takeOut">;

const doing: Record<PeopleAction, string> = {
  resend: "Resending",
  revoke: "Revoking",
  takeOut: "Taking out",
};

const notDone = {
  resend: {
    joined: (count: number): string =>
      count === 1 ? "1 of them has joined." : `${number(count)} of them have joined.`,
    other: (count: number): string =>
      count === 1
        ? "1 of them has no invitation that can be resent."
        : `${number(count)} of them have no invitation that can be resent.`,
  },
  revoke: {
    joined: (count: number): string =>
      count === 1 ? "1 of them has joined." : `${number(count)} of them have joined.`,
    other: (count: number): string =>
      count === 1
        ? "1 of them has no invitation that can be revoked."
        : `${number(count)} of them have no invitation that can be revoked.`,
  },
} satisfies Record<InvitationAction, Record<"joined" | "other", (count: number) => string>>;

/** When the space was read last: the page says "just now" until that is a minute ago. */
const updated = (seenAt: string | null, now: number): string => {
  if (seenAt === null) return "not updated on this computer yet";
  return spanSince(seenAt, now).unit === "now"
    ? "updated just now"
    : `updated ${timeOf(seenAt, now)}`;
};

/** People and instances: the tables of a space, and one person beside them. */
export const peopleTab = {
  peopleTab: {
    label: "People",
    courseUsers: "Course users",
    projectUsers: "Project users",
    chips: {
      all: "All",
      joined: "Joined",
      notJoined: "Not joined yet",
      underWay: "Under way",
      needsAttention: "Needs attention",
    } satisfies Record<PersonStanding | "all", string>,
    filterLabel: "Show only",
    search: "Search people",
    columns: {
      name: "Name",
      address: "Address",
      instance: "Instance",
      group: "Group",
      role: "Role",
      invited: "Invited",
      joined: "Joined",
      state: "State",
    },
    individual: "Individual",
    all: "All",
    several: (count: number): string => `${number(count)} instances`,
    none: "None",
    states,
    day: dayOf,
    /** “21 September 2026, 9 days ago” */
    dayAndAge: (at: string, now: number): string => {
      const days = daysBetween(at, now);
      const day = fullDay.format(new Date(at));
      if (days === 0) return `${day}, today`;
      return days === 1 ? `${day}, yesterday` : `${day}, ${number(days)} days ago`;
    },
    empty: "Nobody is in this space yet.",
    hidden: "Only administrators can see who is in this space.",
    foot: (count: number, seenAt: string | null, now: number): string =>
      `${people(count)} · ${updated(seenAt, now)}`,
    fileName: (space: string): string => `${space} people`,
  },

  peopleDo: {
    doing,
    resend: (count: number): string => `Resend ${invitations(count)}`,
    revoke: (count: number): string => (count < 2 ? "Revoke…" : `Revoke ${number(count)}…`),
    changeRole: "Change role…",
    roleCannot: "The platform only lets you change a role on its website.",
    copy: (count: number): string => (count === 1 ? "Copy address" : "Copy addresses"),
    write: "Write an email",
    toDraft: "Add to a draft…",
    exportCsv: "Export as CSV…",
    exportXlsx: "Export as XLSX…",
    nobodyToResend: "None of them has an invitation that can be resent.",
    nobodyToRevoke: "None of them has an invitation that can be revoked.",
    notAdministrator: "Only administrators can do this.",
    running: "Wait until the current action has finished.",
    partly: (action: InvitationAction, joined: number, other: number): string =>
      [
        ...(joined > 0 ? [notDone[action].joined(joined)] : []),
        ...(other > 0 ? [notDone[action].other(other)] : []),
      ].join(" "),
    confirm: {
      resend: {
        title: (count: number): RichText => [`Resend ${invitations(count)}?`],
        text: "The platform sends the same invitation again.",
        button: (count: number): string => `Resend ${invitations(count)}`,
      },
      revoke: {
        title: (count: number, person: string): RichText =>
          count === 1
            ? ["Revoke the invitation to ", name(person), "?"]
            : [`Revoke ${invitations(count)}?`],
        text: "The link in the email stops working. An individual instance that Cohort created for someone who hasn't joined is deleted; the platform can restore it for 24 hours.",
        button: (count: number): string => `Revoke ${invitations(count)}`,
      },
    },
    progress: (action: PeopleAction, acted: number, all: number): string =>
      `${doing[action]} ${number(acted)} of ${number(all)}`,
    done: {
      resend: (count: number): string =>
        count === 1 ? "1 invitation resent." : `${number(count)} invitations resent.`,
      revoke: (count: number): string =>
        count === 1 ? "1 invitation revoked." : `${number(count)} invitations revoked.`,
      takeOut: (count: number): string => `${people(count)} taken out.`,
    } satisfies Record<PeopleAction, (count: number) => string>,
    failed: {
      resend: (count: number): string =>
        count === 1
          ? "1 invitation couldn't be resent."
          : `${number(count)} invitations couldn't be resent.`,
      revoke: (count: number): string =>
        count === 1
          ? "1 invitation couldn't be revoked."
          : `${number(count)} invitations couldn't be revoked.`,
      takeOut: (count: number): string => `${people(count)} couldn't be taken out.`,
    } satisfies Record<PeopleAction, (count: number) => string>,
    stopped: "Then Cohort had to stop.",
    copied: (count: number): string =>
      count === 1 ? "Address copied." : `${number(count)} addresses copied.`,
    tooMany: (count: number): string =>
      `${number(count)} addresses are too many to hand to your email program, so they were copied. Paste them into the Bcc field of an email.`,
    exported: (file: string, folder: string): string =>
      `Saved ${visibleText(file)} in ${visibleText(folder)}.`,
    added: (count: number): string => `${people(count)} added to the draft.`,
    openDraft: "Open draft",
    draftDialog: {
      title: (count: number): string => `Add ${people(count)} to a draft`,
      newDraft: "A new draft",
      listLabel: "Draft",
      search: "Search drafts",
      add: "Add to draft",
    },
  },

  person: {
    label: "Person",
    close: "Close",
    previous: "Previous person",
    next: "Next person",
    copy: "Copy address",
    moreActions: "More actions",
    back: "Back to all people",
    facts: {
      address: "Address",
      instance: "Instance",
      role: "Role",
      group: "Group",
    },
    stands: (state: PersonState, at: string | null, now: number): string => {
      if (at === null) return states[state];
      const when = ago(spanSince(at, now), at);
      return state === "joined"
        ? `${states.joined} · first seen ${when}`
        : `${states[state]} · invited ${when}`;
    },
    timeline: "What happened",
    events: {
      queued: "List sent from this computer",
      instanceCreated: "Instance created",
      distributed: "Material distributed",
      invited: "Invited",
      resent: "Invitation resent",
      rejected: "Invitation rejected",
      revoked: "Invitation revoked",
      joined: "First seen as joined",
    } satisfies Record<PersonEventKind, string>,
    afterInvitation: (days: number): string =>
      days === 1 ? "1 day after the invitation" : `${number(days)} days after the invitation`,
    notYet: (days: number): string => {
      if (days === 0) return "Hasn't joined yet";
      return days === 1 ? "Hasn't joined in 1 day" : `Hasn't joined in ${number(days)} days`;
    },
    expires: (at: string): string => `The invitation expires on ${dayOf(at)}`,
    joinedBefore: "Joined before Cohort first loaded this space",
    nothing: "Cohort doesn't know when this person was invited or joined.",
    technical: "Technical details",
    requests: (count: number): string => (count === 1 ? "1 request" : `${number(count)} requests`),
  },

  instancesTab: {
    label: "Instances",
    search: "Search instances",
    filterLabel: "Show only",
    chips: { all: "All", shared: "Shared", individual: "Individual" },
    columns: {
      name: "Name",
      slug: "Slug",
      kind: "Kind",
      people: "People",
      owner: "Owner",
      created: "Created",
      snapshot: "Last snapshot",
      description: "Description",
    },
    kinds: {
      master: "Master",
      distributed: "Distributed",
      individual: "Individual",
      shared: "Shared",
    } satisfies Record<InstanceKind, string>,
    date: (at: string): string => fullDay.format(new Date(at)),
    empty: "This space has no instances yet.",
    foot: (count: number, seenAt: string | null, now: number): string => {
      const instances = count === 1 ? "1 instance" : `${number(count)} instances`;
      return `${instances} · ${updated(seenAt, now)}`;
    },
    copySlugs: (count: number): string => (count === 1 ? "Copy slug" : "Copy slugs"),
    copied: (count: number): string =>
      count === 1 ? "Slug copied." : `${number(count)} slugs copied.`,
    fileName: (space: string): string => `${space} instances`,
    showPeople: "Show its people",
    delete: {
      label: (count: number): string =>
        count === 1 ? "Delete instance…" : `Delete ${number(count)} instances…`,
      title: (count: number, instance: string): RichText =>
        count === 1 ? ["Delete ", name(instance), "?"] : [`Delete ${number(count)} instances?`],
      text: (members: number): string => {
        const undo = "You can restore it for 24 hours.";
        if (members === 0) return `Everything in it is deleted too. ${undo}`;
        return members === 1
          ? `1 person has access to it. Their work in it is deleted too. ${undo}`
          : `${number(members)} people have access to it. Their work in it is deleted too. ${undo}`;
      },
      button: (count: number): string =>
        count === 1 ? "Delete instance" : `Delete ${number(count)} instances`,
      done: (count: number): string =>
        count === 1 ? "Instance deleted." : `${number(count)} instances deleted.`,
      stays: "Master and Distributed belong to every space.",
      cannot: "The platform only lets you do this on its website.",
      until: (at: string, now: number): string =>
        `Deleted. You can restore it until ${timeOf(at, now)}.`,
      listLabel: "Deleted instances",
      restore: "Restore",
      restoreOne: (instance: string): string => `Restore ${visibleText(instance)}`,
    },
    oneAtATime: "Select one instance to see its people.",
  },
};
