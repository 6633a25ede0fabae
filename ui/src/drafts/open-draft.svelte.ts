/**
 * The draft that is open, for all pages that work on it. What the user types is sent to the shell
 * in order, and what the shell answers is put into the rows.
 */

import {
  type CellChange,
  type IntentChoice,
  type Draft,
  draftAdding,
  draftIntent,
  draftCells,
  type DraftCounts,
  draftFill,
  draftGroups,
  draftFix,
  draftNew,
  draftOpen,
  draftPaste,
  draftRedo,
  type DraftRow,
  draftRows,
  draftRowsSkip,
  draftRowsRemove,
  type DraftStep,
  draftStep,
  draftUndo,
  type EditKind,
  type History,
  type InvitationStep,
  type NewDraft,
  type Problem,
  problemOf,
  type RowField,
  type RowsLoaded,
  type RowsChanged,
  type Split,
} from "../bridge";
import { RowList } from "./row-list";
import { SaveQueue } from "./save-queue.svelte";
import { TypedCells, type Typing } from "./typed-cells";

const noCounts: DraftCounts = { all: 0, toFix: 0, toCheck: 0, alreadyIn: 0, skipped: 0 };
const noHistory: History = { undo: null, redo: null };
const pageSize = 2_000;

/** What a change did: the rows as they are now, those of them that are new, and those that went. */
export type Edited = {
  changed: readonly DraftRow[];
  added: readonly DraftRow[];
  removed: readonly string[];
};

/** A change that was undone or redone. */
export type Stepped = Edited & { kind: EditKind };

type Watcher = (changed: readonly DraftRow[], removed: readonly string[]) => void;

/**
 * The draft that is open: what it is for, its rows, its counts and its history. Every change goes
 * to the shell at once, in order; the shell checks the rows and answers with those that read
 * differently. There is one open draft, because the list, the steps around it, the review and a
 * file that is brought in all work on the same one.
 */
class OpenDraft {
  head = $state.raw<Draft | null>(null);
  counts = $state.raw<DraftCounts>(noCounts);
  history = $state.raw<History>(noHistory);
  /** The steps to the review, each with what it lacks. */
  steps = $state.raw<readonly InvitationStep[]>([]);
  problem = $state.raw<Problem | null>(null);
  reading = $state(false);
  /** Grows with every change that was saved. */
  edits = $state(0);
  /** The text in the row for new people, which is nobody yet. */
  newPeople = "";
  readonly list = new RowList();
  #version = $state(0);
  readonly #queue = new SaveQueue();
  readonly #typed = new TypedCells();
  readonly #watchers = new Set<Watcher>();
  #newPeopleQueued = false;
  /** The position up to which the rows were read. */
  #readTo = 0;
  /**
   * Another number for every reading of the rows: an older reading stops when it sees a newer one.
   */
  #reader = 0;

  /** How many changes are on their way to the disk, where that takes long enough to notice. */
  get saving(): number {
    return this.#queue.saving;
  }

  get rows(): readonly DraftRow[] {
    // The rows are changed in place, so that an edit in a long list doesn't copy it.
    void this.#version;
    return this.list.rows;
  }

  /** Another number whenever the rows read differently. */
  get version(): number {
    return this.#version;
  }

  /** Calls `watcher` with every change of the rows, whether the user or the shell made it. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Starts without a draft: it is created with the user's first choice. */
  async begin(): Promise<void> {
    this.#reader += 1;
    await this.#queue.idle();
    this.head = null;
    this.counts = noCounts;
    this.history = noHistory;
    this.steps = [];
    this.problem = null;
    this.newPeople = "";
    this.list.fill([]);
    this.#version += 1;
  }

  async open(draft: string): Promise<void> {
    this.reading = true;
    await this.begin();
    await this.#attempt(async () => {
      const saved = await draftOpen({ draft });
      this.newPeople = saved.adding;
      this.#take(saved);
    });
    this.reading = false;
    this.#readRest();
  }

  /** Creates the draft if there is none yet, and saves a choice about what it is for. */
  async choose(choice: IntentChoice, step: DraftStep, fresh: NewDraft): Promise<void> {
    await this.#save(async () => {
      this.head ??= await draftNew(fresh);
      this.#take(await draftIntent({ draft: this.head.id, choice, step }));
    });
    this.#readRest();
  }

  /** Saves at which step the user is. */
  async setStep(step: DraftStep): Promise<void> {
    await this.#save(async () => {
      if (this.head) await draftStep({ draft: this.head.id, step });
    });
  }

  paste(text: string): Promise<Edited | null> {
    return this.edit((draft) => draftPaste({ draft, text }));
  }

  /** Saves the text of a cell at this key stroke. */
  async typeInCell(typing: Typing): Promise<void> {
    const before = this.list.get(typing.row);
    if (before === undefined || before[typing.field] === typing.value) return;
    this.#put([{ ...before, [typing.field]: typing.value }]);
    if (!this.#typed.put(typing)) return;
    await this.edit((draft) => {
      const { token, ...change } = this.#typed.take(typing);
      return draftCells({ draft, cells: [change], edit: "typing", typing: token });
    });
  }

  changeCells(cells: CellChange[], edit: EditKind): Promise<Edited | null> {
    return this.edit((draft) => draftCells({ draft, cells, edit, typing: null }));
  }

  fillCells(rows: string[], field: RowField, text: string): Promise<Edited | null> {
    return this.edit((draft) => draftFill({ draft, rows, field, text }));
  }

  /** Applies the fixes that are offered: to these rows, or to all. */
  fix(rows: string[] | null): Promise<Edited | null> {
    return this.edit((draft) => draftFix({ draft, rows }));
  }

  assignGroups(
    rows: string[] | null,
    split: Split,
    seed: number,
    pattern: string,
  ): Promise<Edited | null> {
    return this.edit((draft) => draftGroups({ draft, rows, split, seed, pattern }));
  }

  removeRows(rows: string[]): Promise<Edited | null> {
    return this.edit((draft) => draftRowsRemove({ draft, rows }));
  }

  skipRows(rows: string[], skipped: boolean): Promise<Edited | null> {
    return this.edit((draft) => draftRowsSkip({ draft, rows, skipped }));
  }

  undo(): Promise<Stepped | null> {
    return this.#stepThroughHistory("undo", draftUndo);
  }

  redo(): Promise<Stepped | null> {
    return this.#stepThroughHistory("redo", draftRedo);
  }

  /** Saves the text in the row for new people. */
  async keepNewPeople(text: string): Promise<void> {
    this.newPeople = text;
    if (this.#newPeopleQueued) return;
    this.#newPeopleQueued = true;
    await this.#save(async () => {
      this.#newPeopleQueued = false;
      if (this.head) await draftAdding({ draft: this.head.id, text: this.newPeople });
    });
  }

  /** Any change of this draft's list; null where the shell didn't make it. */
  edit(ask: (draft: string) => Promise<RowsChanged>): Promise<Edited | null> {
    return this.#save(async () => {
      const draft = this.head?.id;
      if (draft === undefined) return null;
      return this.#apply(await ask(draft));
    });
  }

  /** The shell says that it has more rows of a draft than before, or knows more about them. */
  onRowsCame({ draft, counts, steps, history }: RowsLoaded): void {
    if (this.head?.id !== draft) return;
    this.counts = counts;
    this.steps = steps;
    this.history = history;
    if (counts.all > this.list.rows.length) this.#readOn();
  }

  /** A change that another feature asks for, such as taking a file in. It is shown here if its draft
      is open. Unlike `edit`, this rejects where the change failed, because the caller reports it. */
  async applyEdit(draft: string, ask: () => Promise<RowsChanged>): Promise<RowsChanged> {
    const changed = await this.#queue.run(ask);
    if (this.head?.id === draft) this.#apply(changed);
    return changed;
  }

  /** Reads all rows again: what the shell finds in them depends on more than the rows. */
  async reread(): Promise<void> {
    await this.#queue.run(() => this.#attempt(() => this.#readAgain()));
  }

  /** Reads the rows again if the open draft is one for this space. */
  async rereadIn({ org, space }: { org: string; space: string }): Promise<void> {
    if (this.head?.org === org && this.head.space === space) await this.reread();
  }

  /** Every change made so far has been saved. */
  async saved(): Promise<void> {
    await this.#queue.idle();
  }

  /** Null where there is nothing more to undo or redo. */
  async #stepThroughHistory(
    direction: keyof History,
    ask: (request: { draft: string }) => Promise<RowsChanged>,
  ): Promise<Stepped | null> {
    const kinds: EditKind[] = [];
    const edited = await this.edit((draft) => {
      // The changes before this one may still be queued, so which change is undone is known only now.
      const kind = this.history[direction];
      if (kind !== null) kinds.push(kind);
      return ask({ draft });
    });
    const [kind] = kinds;
    return edited === null || kind === undefined ? null : { ...edited, kind };
  }

  #apply({ changed, removed, counts, steps, history }: RowsChanged): Edited {
    const added = this.#put(this.#typed.over(changed), removed);
    this.counts = counts;
    this.steps = steps;
    this.history = history;
    this.edits += 1;
    return { changed, added, removed };
  }

  #put(changed: readonly DraftRow[], removed: readonly string[] = []): readonly DraftRow[] {
    const added = this.list.put(changed);
    this.list.remove(removed);
    for (const watcher of this.#watchers) watcher(changed, removed);
    this.#version += 1;
    return added;
  }

  #save<Result>(work: () => Promise<Result>): Promise<Result | null> {
    return this.#queue.save(() => this.#attempt(work));
  }

  async #attempt<Result>(work: () => Promise<Result>): Promise<Result | null> {
    try {
      const result = await work();
      this.problem = null;
      return result;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      await this.#readAgain();
      return null;
    }
  }

  /** A change wasn't made: the window goes back to what is saved. */
  async #readAgain(): Promise<void> {
    const draft = this.head?.id;
    if (draft === undefined) return;
    this.#typed.clear();
    try {
      const saved = await draftOpen({ draft });
      this.list.fill([]);
      this.#take(saved);
      this.#readRest();
    } catch {
      // The first problem already says what is wrong.
    }
  }

  #take(draft: Draft): void {
    this.head = draft;
    this.counts = draft.counts;
    this.steps = draft.steps;
    this.history = draft.history;
    this.#readTo = draft.rows.at(-1)?.position ?? 0;
    this.#put(this.#typed.over(draft.rows));
  }

  /** A draft comes with its first rows only, and the others have to be read again with it, because
      what the shell finds in a row depends on what the draft is for. */
  #readRest(): void {
    if (this.counts.all > (this.head?.rows.length ?? 0)) this.#readOn();
  }

  /** Reads the rows behind those that are here, a page at a time. Changes are saved between pages. */
  #readOn(): void {
    const reader = ++this.#reader;
    const readPage = async (): Promise<void> => {
      const draft = this.head?.id;
      if (draft === undefined || reader !== this.#reader) return;
      try {
        const page = await draftRows({ draft, after: this.#readTo, limit: pageSize });
        if (reader !== this.#reader) return;
        this.#readTo = page.at(-1)?.position ?? this.#readTo;
        this.#put(this.#typed.over(page));
        if (page.length === pageSize) void this.#queue.run(readPage);
      } catch (thrown) {
        // Nothing was changed: what is shown is right, but incomplete.
        this.problem = problemOf(thrown);
      }
    };
    void this.#queue.run(readPage);
  }
}

export const openDraft = new OpenDraft();
