/**
 * What the user does with the people of a space who are selected. Resending, revoking and taking
 * out go on when the page is left, so how far they are is kept here.
 */

import {
  type PeopleAction,
  type PeopleDone,
  type PeopleProgress,
  peopleDo,
  peopleToDraft,
  peopleWrite,
  type Person,
  type PersonToAdd,
  problemOf,
  type ExportFormat,
  type Space,
  tableExport,
} from "../bridge";
import type { TableColumn } from "../parts/table/columns";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { t } from "../texts";

type Addressed = Pick<Person, "address">;
type Where = Pick<Space, "account" | "org" | "slug">;

const keyOf = ({ account, org, slug }: Where, { address }: Addressed): string =>
  JSON.stringify([account, org, slug, address]);

/** What is done with the people who are selected. Each action is one call, however many they are. */
class PeopleActions {
  /** The action that is under way, and how far it is. */
  running = $state.raw<{ action: PeopleAction; reached: number; all: number } | null>(null);
  /** The position of each person of that action. */
  #positionOf: ReadonlyMap<string, number> = new Map();

  onProgress(progress: PeopleProgress): void {
    if (this.running === null) return;
    this.running = { ...this.running, reached: progress.reached, all: progress.all };
  }

  /** The action that this person still waits for. */
  underWay(space: Where, person: Addressed): PeopleAction | null {
    if (this.running === null) return null;
    const position = this.#positionOf.get(keyOf(space, person));
    return position === undefined || position < this.running.reached ? null : this.running.action;
  }

  async act(space: Where, people: readonly Addressed[], action: PeopleAction): Promise<void> {
    if (this.running !== null) return;
    this.#positionOf = new Map(people.map((person, position) => [keyOf(space, person), position]));
    this.running = { action, reached: 0, all: people.length };
    try {
      const done = await peopleDo({
        account: space.account,
        org: space.org,
        space: space.slug,
        people: people.map((person) => person.address),
        action,
      });
      announce.show(outcome(action, done));
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    } finally {
      this.running = null;
    }
  }

  async copy(people: readonly Addressed[]): Promise<void> {
    if (await this.#copy(people)) announce.show(t.peopleDo.copied(people.length));
  }

  /** Begins an email to them. More than the mail program can be handed are copied instead. */
  async write(people: readonly Addressed[]): Promise<void> {
    try {
      const written = await peopleWrite({ people: people.map((person) => person.address) });
      if (written === "tooMany" && (await this.#copy(people)))
        announce.show(t.peopleDo.tooMany(people.length));
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
  }

  async addToDraft(
    space: Space,
    people: readonly PersonToAdd[],
    draft: string | null,
  ): Promise<void> {
    const { account, org, slug } = space;
    try {
      const entry = await peopleToDraft({
        account,
        org,
        space: slug,
        draft,
        people: people.map(({ name, address, group }) => ({ name, address, group })),
      });
      announce.show(t.peopleDo.added(people.length), {
        label: t.peopleDo.openDraft,
        run: () => router.go({ page: "invite", account, org, space: slug, draft: entry.id }),
      });
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
  }

  async #copy(people: readonly Addressed[]): Promise<boolean> {
    try {
      await navigator.clipboard.writeText(people.map((person) => person.address).join(", "));
      return true;
    } catch (thrown) {
      announce.problem(problemOf(thrown));
      return false;
    }
  }
}

const outcome = (action: PeopleAction, { done, failed, stopped }: PeopleDone): string => {
  const words = t.peopleDo;
  const said = words.done[action](done);
  if (stopped !== null) return `${said} ${words.stopped} ${t.problem(stopped).title}.`;
  const first = failed[0];
  if (first === undefined) return said;
  return `${said} ${words.failed[action](failed.length)} ${t.problem(first.problem).title}.`;
};

/** Saves rows of a table as they are shown, in the columns that are shown. */
export const exportRows = async <Row>(
  name: string,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  format: ExportFormat,
): Promise<void> => {
  try {
    const saved = await tableExport({
      name,
      head: columns.map((column) => column.title),
      rows: rows.map((row) => columns.map((column) => column.text(row))),
      format,
    });
    if (saved !== null) announce.show(t.peopleDo.exported(saved.name, saved.folder));
  } catch (thrown) {
    announce.problem(problemOf(thrown));
  }
};

export const peopleActions = new PeopleActions();
