/** Puts what was found into the groups and the order of the search palette. */

import type { SearchResults, FoundPerson, SpaceEntry, Spaces } from "../bridge";
import { searchable } from "../lib/search";
import { showSpace } from "../space/space-list.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { t } from "../texts";
import type { Action } from "./actions";

/** A kind of result, in the order in which the palette shows them. */
export type GroupId = "spaces" | "people" | "drafts" | "plans" | "actions";

export type Result = {
  /** Unique among all results, so that it can be an id in the page. */
  id: string;
  group: GroupId;
  title: string;
  hint: string;
  run: () => void;
};

export type ResultGroup = { id: GroupId; results: Result[]; all: number };

const shown = { spaces: 5, actions: 5 };

/**
 * What is found, in groups. Spaces and actions are few and are known to the window, so they are found
 * here; people, drafts and plans are found by the shell, which answers with the best of them.
 */
export const groupsOf = (
  text: string,
  spaces: Spaces | null,
  actions: readonly Action[],
  found: SearchResults | null,
): ResultGroup[] => {
  const words = searchable(text)
    .split(/\s+/u)
    .filter((word) => word !== "");
  const fits = (name: string): boolean => {
    const plain = searchable(name);
    return words.every((word) => plain.includes(word));
  };
  const places = (spaces?.orgs ?? []).flatMap((org) =>
    org.spaces.filter((space) => fits(space.name)).map((space) => resultOfSpace(org.slug, space)),
  );
  const doable = actions
    .filter((action) => fits(action.title))
    .map((action): Result => ({ ...action, id: `action ${action.id}`, group: "actions" }));
  const groups: ResultGroup[] = [
    { id: "spaces", results: places.slice(0, shown.spaces), all: places.length },
    {
      id: "people",
      results: (found?.people ?? []).map(resultOfPerson),
      all: found?.allPeople ?? 0,
    },
    {
      id: "drafts",
      results: (found?.drafts ?? []).map((draft) => ({
        id: `draft ${draft.id}`,
        group: "drafts",
        title: draft.name === "" ? t.drafts.unnamed(draft) : draft.name,
        hint: t.drafts.holds(draft),
        run: () =>
          openDraft(
            draft.account,
            draft.org,
            draft.space,
            draft.id,
            draft.distributes !== null
              ? "distribute"
              : draft.instances === null
                ? "invite"
                : "addInstance",
          ),
      })),
      all: found?.allDrafts ?? 0,
    },
    {
      id: "plans",
      results: (found?.plans ?? []).map((plan) => ({
        id: `plan ${plan.plan}`,
        group: "plans",
        title: t.outbox.planName(plan.intent, plan.people),
        hint: t.search.plan(plan.spaceName, plan.createdAt, Date.now()),
        run: () => router.go({ page: "plan", plan: plan.plan }),
      })),
      all: found?.allPlans ?? 0,
    },
    { id: "actions", results: doable.slice(0, shown.actions), all: doable.length },
  ];
  return groups.filter((group) => group.results.length > 0);
};

const resultOfSpace = (org: string, space: SpaceEntry): Result => ({
  id: `space ${org} ${space.slug}`,
  group: "spaces",
  title: space.name,
  hint: space.administrator ? t.space.kinds[space.kind] : t.frame.notYours,
  run: () => showSpace(org, space.slug),
});

const resultOfPerson = (person: FoundPerson): Result => ({
  id: `person ${person.org} ${person.space} ${person.address} ${person.found.what}`,
  group: "people",
  title: person.name === "" ? person.address : person.name,
  hint: t.search.person(person.name === "" ? "" : person.address, person.spaceName, person.found),
  run: () => openPerson(person),
});

const openPerson = ({ account, org, space, address, name, found }: FoundPerson): void => {
  switch (found.what) {
    case "space":
      showSpace(org, space, address === "" ? name : address);
      break;
    case "draft":
      openDraft(account, org, space, found.draft);
      break;
    case "plan":
      router.go({ page: "plan", plan: found.plan });
      break;
  }
};

const openDraft = (
  account: string,
  org: string,
  space: string,
  draft: string,
  page: "invite" | "addInstance" | "distribute" = "invite",
): void => {
  if (account !== session.accountId) session.choose(account);
  router.go({ page, account, org, space, draft });
};
