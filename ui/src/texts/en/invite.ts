import type { Role } from "../../bridge";
import { plain } from "../../lib/plain";
import { name, type Rich, strong } from "../../lib/rich";
import { always, number, people, rows, timeOf } from "./speech";

const asRole: Record<Role, string> = {
  editor: ", as editor.",
  viewer: ", as viewer.",
  observer: ", as observer.",
};
const asRoles: Record<Role, string> = {
  editor: ", as editors.",
  viewer: ", as viewers.",
  observer: ", as observers.",
};
export const invite = {
  invite: {
    title: (space: string): Rich => ["Invite people to ", name(space)],
    stepsLabel: "Steps",
    steps: { whatFor: "What for", who: "Who", review: "Review" },
    stepState: { done: "done", now: "you are here", ahead: "not yet" },
    close: "Close",
    keep: "Keep as draft",
    next: { who: "Next: Who", review: "Next: Review" },
    saved: "saved",
    saving: "saving…",
    notSaved: "not saved",
    notYetSaved: "Saved as a draft from your first choice on",
    kept: "The draft is kept under Drafts.",
    purposeLegend: "What should they be invited to?",
    shared: "A shared instance",
    sharedText: "Everyone works in the same instance.",
    administrators: "Administrators",
    administratorsText: "They run this space with you.",
    administratorsWarning: {
      title: "Administrators can do everything you can do here",
      text: "They see and change every instance, hand out material over what others have written, invite and remove people, and can make or unmake administrators, you among them.",
    },
    instanceLegend: "Which instance?",
    instanceFilter: "Filter instances",
    instancesShown: (shown: number, all: number): string =>
      `${number(shown)} of ${number(all)} shown. Type to narrow them down.`,
    instancePeople: (count: number): string => people(count),
    noInstances: "There is no instance here that can be shared.",
    roleLegend: "What may they do there?",
    roleTexts: {
      editor: "May change files and run applications.",
      viewer: "May look at everything and change nothing.",
      observer: "May use the data and change nothing.",
    } satisfies Record<Role, string>,
    choosePurpose: "Choose what they are invited to.",
    chooseInstance: "Choose the instance.",
    addSomebody: "Add at least one person.",
    byMail: "Each of them gets a mail from the platform.",
  },

  who: {
    grid: "People to invite",
    columns: { number: "Row", name: "Name", address: "Address", group: "Group" },
    chips: {
      all: always("all"),
      toMend: always("to mend"),
      toLookAt: always("to look at"),
      alreadyIn: always("already in"),
      leftOut: always("left out"),
    },
    filterLabel: "Show only",
    addLabel: "Add people: type or paste from a mail or a spreadsheet",
    addHint: "Type, or paste from a mail or a spreadsheet",
    add: "Add",
    alreadyIn: "already in",
    alreadyInvited: "already invited",
    leftOut: "left out",
    noAddress: "no address",
    row: (number_: number): string => `Row ${number(number_)}`,
    selected: (count: number): string => `${rows(count)} chosen`,
    fine: "Nothing is wrong with this row.",
    isLeftOut: "Left out: nothing is sent to this person.",
    mended: (address: string): string => `Mended: ${plain(address)}`,
    mend: "Mend it",
    mendTo: (address: string): Rich => ["Did you mean ", strong(address), "?"],
    mendAll: (count: number): string => (count === 1 ? "Mend 1 row" : `Mend all ${number(count)}`),
    mendAllText: (count: number): string =>
      count === 1
        ? "1 row has a likely right address."
        : `${number(count)} rows have a likely right address.`,
    mending: (done: number, all: number): string => `Mending ${number(done)} of ${number(all)}`,
    leaveOut: "Leave out",
    takeIn: "Take in again",
    remove: (count: number): string =>
      count === 1 ? "Delete row" : `Delete ${number(count)} rows`,
    removeTitle: (count: number): string => `Delete ${rows(count)} from the list?`,
    removeText: "This cannot be undone. Rows that are left out stay in the list and are not sent.",
    panel: "About this row",
    overview: "The list",
    emptyTitle: "Nobody is on the list yet",
    emptyText:
      "Type an address below and press Enter, or paste a block: from the To line of a mail, or rows from a spreadsheet.",
    standing: (toMend: number, toLookAt: number): string => {
      const looks =
        toLookAt === 1 ? "1 row is worth a look." : `${number(toLookAt)} rows are worth a look.`;
      if (toMend === 0) return toLookAt === 0 ? "Every address can be right." : looks;
      const mends =
        toMend === 1
          ? "1 address cannot be right."
          : `${number(toMend)} addresses cannot be right.`;
      return toLookAt === 0 ? mends : `${mends} ${looks}`;
    },
    next: "Go to the next",
    counts: (all: number, toMend: number): string =>
      toMend === 0 ? people(all) : `${people(all)}, ${number(toMend)} to mend`,
    added: (count: number): string => `${rows(count)} added`,
    nothingAdded: "No people were found in that text.",
    editing: (column: string, row: number): string => `${column}, row ${number(row)}`,
  },

  review: {
    sentenceShared: (count: number, instance: string, role: Role, space: string): Rich => [
      strong(people(count)),
      count === 1 ? " gets a mail that invites them into " : " get a mail that invites them into ",
      strong(instance),
      " of ",
      name(space),
      count === 1 ? asRole[role] : asRoles[role],
    ],
    sentenceAdministrators: (count: number, space: string): Rich => [
      strong(people(count)),
      count === 1
        ? " gets a mail that invites them to be an administrator of "
        : " get a mail that invites them to be administrators of ",
      strong(space),
      ".",
    ],
    nobody: "Nobody would be invited.",
    alreadyIn: "Already in, left alone",
    alreadyInvited: "Already invited, left alone",
    leftOut: "Left out by you",
    doubles: "Twice in the list",
    toMend: "To be mended first",
    toLookAt: "Worth a look",
    toLookAtText: (count: number): string =>
      `${rows(count)}; sent as they are unless you change them`,
    whoShown: (count: number, shown: readonly string[]): Rich => [
      people(count),
      " · ",
      ...shown.flatMap((each, index) => (index === 0 ? [name(each)] : [", ", name(each)])),
      count > shown.length ? " …" : "",
    ],
    instance: "Instance",
    role: "Role",
    howLong: "How it goes",
    howLongText:
      "You can take it back for ten seconds. Then it is sent one after the other. If you close the window before the end, the rest goes out when you open it again.",
    offline:
      "You are offline. It waits in the outbox and goes out by itself when the connection is back.",
    asOf: (at: string, now: number): string =>
      `Who is in is known as of ${timeOf(at, now)}; it is read again before anything leaves.`,
    asOfNever: "Who is in was never read from this computer; it is read before anything leaves.",
    calls: (total: number): string => `Every call, in order (${number(total)})`,
    callsMore: (more: number): string => `… ${number(more)} more`,
    blockedMend: (count: number): string =>
      count === 1
        ? "1 address cannot be right. Mend it or leave it out; then this can be sent."
        : `${number(count)} addresses cannot be right. Mend them or leave them out; then this can be sent.`,
    blockedNobody: "Everyone on the list is in already, invited already or left out.",
    toList: "Go to the list",
    nothingSent: "Nothing has been sent yet",
    send: (count: number): string => `Invite ${people(count)}`,
    sendNobody: "Invite nobody",
    sending: "Putting it into the outbox…",
    building: "Working out what will happen…",
  },
};
