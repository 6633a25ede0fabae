import { type SpaceEntry, type SpaceKind, type Spaces, spaces } from "../bridge";
import { Resource } from "../lib/resource.svelte";

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

export type SpaceGroup = { kind: SpaceKind; spaces: SpaceEntry[] };

const order: readonly SpaceKind[] = ["course", "project", "dataset", "other"];

/** The spaces of one organisation by kind, those whose name contains the filter. */
export const groupByKind = (
  spaces_: readonly SpaceEntry[],
  filter: string,
  locale: string,
): SpaceGroup[] => {
  const wanted = filter.trim().toLocaleLowerCase(locale);
  const names = new Intl.Collator(locale, { numeric: true });
  return order
    .map((kind) => ({
      kind,
      spaces: spaces_
        .filter(
          (space) => space.kind === kind && space.name.toLocaleLowerCase(locale).includes(wanted),
        )
        .sort(
          (one, other) =>
            // Spaces in which the user can do something come first.
            Number(other.administrator) - Number(one.administrator) ||
            names.compare(one.name, other.name),
        ),
    }))
    .filter((group) => group.spaces.length > 0);
};
