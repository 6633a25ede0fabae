/**
 * The spaces of the account, for the sidebar, the search palette and the places where a space is
 * chosen.
 */

import { type SpaceEntry, type SpaceKind, type Spaces, spaces } from "../bridge";
import { Resource } from "../lib/resource.svelte";
import { searchable } from "../lib/search";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";

/**
 * The spaces of the open account: first as the shell saw them last, then as they are now. The
 * sidebar shows them.
 */
class SpaceList {
  list = new Resource<Spaces>();

  async open(account: string): Promise<void> {
    if (this.list.value?.account !== account) this.list.clear();
    await this.list.load(() => spaces({ account, fresh: false }));
    await this.refresh(account);
  }

  async refresh(account: string): Promise<void> {
    await this.list.load(() => spaces({ account, fresh: true }));
  }

  /** The shell has read them again. */
  async reread(account: string): Promise<void> {
    if (this.list.value?.account !== account || this.list.busy) return;
    await this.list.load(() => spaces({ account, fresh: false }));
  }
}

export const spaceList = new SpaceList();

/** Opens the page of a space, and remembers it as the one that was open last. */
export const showSpace = (org: string, space: string, find?: string): void => {
  session.remember({ lastAccount: session.accountId, lastOrg: org, lastSpace: space });
  router.go({
    page: "space",
    org,
    space,
    tab: "people",
    ...(find === undefined ? {} : { view: { filter: "all", search: find, opened: null } }),
  });
};

export type SpaceGroup<Space> = { kind: SpaceKind; spaces: Space[] };

const order: readonly SpaceKind[] = ["course", "project", "dataset", "other"];

/**
 * The spaces of one organisation whose name contains the filter, by kind and in the order in which
 * all lists show them.
 */
export const groupByKind = <Space extends Pick<SpaceEntry, "kind" | "administrator" | "name">>(
  spaces_: readonly Space[],
  filter: string,
  locale: string,
): SpaceGroup<Space>[] => {
  const wanted = searchable(filter.trim());
  const names = new Intl.Collator(locale, { numeric: true });
  return order
    .map((kind) => ({
      kind,
      spaces: spaces_
        .filter((space) => space.kind === kind && searchable(space.name).includes(wanted))
        .sort(
          (one, other) =>
            // Spaces in which the user can do something come first.
            Number(other.administrator) - Number(one.administrator) ||
            names.compare(one.name, other.name),
        ),
    }))
    .filter((group) => group.spaces.length > 0);
};
