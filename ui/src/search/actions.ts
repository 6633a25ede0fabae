/**
 * The actions that the search palette offers beside what it finds: pages to open, settings to
 * change, people to invite.
 */

import {
  practiceOpen,
  type PracticePage,
  problemOf,
  type SpaceEntry,
  type Spaces,
} from "../bridge";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { switchAccount } from "../state/switch-account";
import { t } from "../texts";

/** Something that the palette can do: what it is called, and what happens. */
export type Action = { id: string; title: string; hint: string; run: () => void };

/** What the frame can do for the palette. */
export type FrameActions = {
  showShortcuts: () => void;
  showHelp: () => void;
  showTroubleshooting: () => void;
};

const openPractice = (page: PracticePage): void => {
  practiceOpen({ page }).catch((thrown: unknown) => announce.problem(problemOf(thrown)));
};

export const inviteTo = (org: string, space: Pick<SpaceEntry, "slug">): void => {
  if (session.accountId === null) return;
  router.go({
    page: "invite",
    account: session.accountId,
    org,
    space: space.slug,
    draft: null,
  });
};

const addInstanceTo = (org: string, space: Pick<SpaceEntry, "slug">): void => {
  const account = session.accountId;
  if (account === null) return;
  router.go({ page: "addInstance", account, org, space: space.slug, draft: null });
};

const distributeIn = (org: string, space: Pick<SpaceEntry, "slug">): void => {
  const account = session.accountId;
  if (account === null) return;
  router.go({ page: "distribute", account, org, space: space.slug, draft: null });
};

/** Every action there is now. Which of them fit what is typed is decided elsewhere. */
export const allActions = (spaces: Spaces | null, frame: FrameActions): Action[] => {
  const words = t.search.actions;
  const { account } = session;
  const inEachSpace = (
    id: string,
    title: (space: string) => string,
    run: (org: string, space: SpaceEntry) => void,
  ): Action[] =>
    (spaces?.orgs ?? []).flatMap((org) =>
      org.spaces
        .filter((space) => space.administrator)
        .map((space) => ({
          id: `${id} ${org.slug} ${space.slug}`,
          title: title(space.name),
          hint: "",
          run: () => run(org.slug, space),
        })),
    );
  const one = (id: string, title: string, run: () => void, hint = ""): Action => ({
    id,
    title,
    hint,
    run,
  });
  const appearances = (["system", "light", "dark"] as const)
    .filter((appearance) => appearance !== session.preferences.appearance)
    .map((appearance) =>
      one(`appearance ${appearance}`, words.appearance[appearance], () =>
        session.setAppearance(appearance),
      ),
    );
  return [
    ...inEachSpace("invite", words.invite, inviteTo),
    ...inEachSpace("addInstance", words.addInstance, addInstanceTo),
    ...inEachSpace("distribute", words.distribute, distributeIn),
    one("overview", words.overview, () => router.go({ page: "overview" })),
    one("activity", words.activity, () => router.go({ page: "outbox" })),
    one("preferences", t.preferences.title, () => router.go({ page: "preferences" })),
    one("yourData", t.yourData.title, () => router.go({ page: "yourData" })),
    one("drafts", words.drafts, () => router.go({ page: "drafts" })),
    one("addAccount", words.addAccount, () => router.go({ page: "addAccount" })),
    ...(account?.kind === "platform"
      ? [one("key", words.changeKey, () => router.go({ page: "enterKey", account: account.id }))]
      : []),
    ...session.accounts
      .filter((other) => other.id !== session.accountId)
      .map((other) =>
        one(`account ${other.id}`, words.switchTo(other.name), () => switchAccount(other.id)),
      ),
    ...(account?.kind === "practice"
      ? [
          one("mailbox", t.frame.openMailbox, () => openPractice("mailbox")),
          one("faults", t.frame.openFaults, () => openPractice("faults")),
        ]
      : []),
    ...appearances,
    one("help", words.help, frame.showHelp, "F1"),
    one("troubleshooting", t.troubleshooting.title, frame.showTroubleshooting),
    one("shortcuts", t.frame.shortcuts, frame.showShortcuts, "?"),
  ];
};
