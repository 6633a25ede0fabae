import {
  type Aim,
  type CellChange,
  type Draft,
  draftAdding,
  draftAim,
  draftCells,
  type DraftCounts,
  draftFill,
  draftGroups,
  draftMend,
  draftNew,
  draftOpen,
  draftPaste,
  draftRedo,
  type DraftRow,
  draftRows,
  draftRowsLeaveOut,
  draftRowsRemove,
  type DraftStep,
  draftStep,
  draftUndo,
  type EditKind,
  type History,
  type NewDraft,
  type Problem,
  problemOf,
  type RowField,
  type RowsCame,
  type RowsChanged,
  type Split,
} from "../bridge";
import { RowList } from "./row-list";

const none: DraftCounts = { all: 0, toMend: 0, toLookAt: 0, alreadyIn: 0, leftOut: 0 };
const noHistory: History = { undo: null, redo: null };
const pageSize = 2_000;
/** What is saved sooner than this is not worth a word. */
const noticedAfter = 300;

/** What came of a change: rows as they are now, those of them that were not there, and those gone. */
export type Edited = {
  changed: readonly DraftRow[];
  added: readonly DraftRow[];
  removed: readonly string[];
};

/** A change that was undone or done again. */
export type Stepped = Edited & { kind: EditKind };

/** A cell while it is typed in: what follows under one token is undone as one. */
export type Typing = CellChange & { token: string };

type Watcher = (changed: readonly DraftRow[], removed: readonly string[]) => void;

/** The draft in the wizard. Every change goes to the shell at once, one after the other. */
class OpenDraft {
  head = $state.raw<Draft | null>(null);
  counts = $state.raw<DraftCounts>(none);
  history = $state.raw<History>(noHistory);
  problem = $state.raw<Problem | null>(null);
  reading = $state(false);
  /** Changes on their way to the disk, where that takes longer than a blink. */
  saving = $state(0);
  /** Grows with every change that was kept. */
  edits = $state(0);
  /** What stands in the row for new people. */
  adding = "";
  readonly list = new RowList();
  #version = $state(0);
  #queue: Promise<unknown> = Promise.resolve();
  #busy = 0;
  #noticing: ReturnType<typeof setTimeout> | undefined;
  #watchers = new Set<Watcher>();
  /** Key strokes that wait for those before them; the last one in a cell stands for all. */
  #typed = new Map<string, Typing>();
  #addingWaits = false;
  /** The position up to which the rows were read, and which reading it is. */
  #readTo = 0;
  #reader = 0;

  get rows(): readonly DraftRow[] {
    // The rows are changed in place, so that an edit in a long list costs no copy of it.
    void this.#version;
    return this.list.rows;
  }

  get version(): number {
    return this.#version;
  }

  /** Calls `watcher` with every change of the rows, from here or from the disk. */
  watch(watcher: Watcher): () => void {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  }

  /** Nothing is chosen yet: the draft is made with the first choice. */
  async begin(): Promise<void> {
    this.#reader += 1;
    await this.#queue;
    this.head = null;
    this.counts = none;
    this.history = noHistory;
    this.problem = null;
    this.adding = "";
    this.list.fill([]);
    this.#version += 1;
  }

  async open(draft: string): Promise<void> {
    this.reading = true;
    await this.begin();
    await this.#run(async () => {
      const kept = await draftOpen({ draft });
      this.adding = kept.adding;
      this.#take(kept);
    });
    this.reading = false;
    this.#readRest();
  }

  /** Makes the draft, if there is none yet, and keeps what was chosen. */
  async aim(aim: Aim, step: DraftStep, fresh: NewDraft): Promise<void> {
    await this.#save(async () => {
      this.head ??= await draftNew(fresh);
      this.#take(await draftAim({ draft: this.head.id, aim, step }));
    });
    this.#readRest();
  }

  /** Where the wizard stands now. */
  async step(step: DraftStep): Promise<void> {
    await this.#save(async () => {
      if (this.head) await draftStep({ draft: this.head.id, step });
    });
  }

  paste(text: string): Promise<Edited | null> {
    return this.edit((draft) => draftPaste({ draft, text }));
  }

  /** Keeps what stands in a cell at this key stroke. */
  async type(typing: Typing): Promise<void> {
    const before = this.list.get(typing.row);
    if (before === undefined || before[typing.field] === typing.value) return;
    this.#put([{ ...before, [typing.field]: typing.value }]);
    const cell = `${typing.field} ${typing.row}`;
    const waiting = this.#typed.get(cell);
    this.#typed.set(cell, typing);
    if (waiting?.token === typing.token) return;
    await this.edit((draft) => {
      const { token, ...change } = this.#typed.get(cell) ?? typing;
      this.#typed.delete(cell);
      return draftCells({ draft, cells: [change], edit: "typing", typing: token });
    });
  }

  change(cells: CellChange[], edit: EditKind): Promise<Edited | null> {
    return this.edit((draft) => draftCells({ draft, cells, edit, typing: null }));
  }

  fill(rows: string[], field: RowField, text: string): Promise<Edited | null> {
    return this.edit((draft) => draftFill({ draft, rows, field, text }));
  }

  /** Takes the mendings that are offered: of these rows, or of all. */
  mend(rows: string[] | null): Promise<Edited | null> {
    return this.edit((draft) => draftMend({ draft, rows }));
  }

  deal(rows: string[] | null, split: Split, seed: number, pattern: string): Promise<Edited | null> {
    return this.edit((draft) => draftGroups({ draft, rows, split, seed, pattern }));
  }

  remove(rows: string[]): Promise<Edited | null> {
    return this.edit((draft) => draftRowsRemove({ draft, rows }));
  }

  leaveOut(rows: string[], leftOut: boolean): Promise<Edited | null> {
    return this.edit((draft) => draftRowsLeaveOut({ draft, rows, leftOut }));
  }

  undo(): Promise<Stepped | null> {
    return this.#stepTo("undo", draftUndo);
  }

  redo(): Promise<Stepped | null> {
    return this.#stepTo("redo", draftRedo);
  }

  /** Keeps what stands in the row for new people, which is nobody yet. */
  async add(text: string): Promise<void> {
    this.adding = text;
    if (this.#addingWaits) return;
    this.#addingWaits = true;
    await this.#save(async () => {
      this.#addingWaits = false;
      if (this.head) await draftAdding({ draft: this.head.id, text: this.adding });
    });
  }

  /** Whatever the shell is asked to change in this draft's list; null where it was not done. */
  edit(ask: (draft: string) => Promise<RowsChanged>): Promise<Edited | null> {
    return this.#save(async () => {
      const draft = this.head?.id;
      if (draft === undefined) return null;
      return this.#apply(await ask(draft));
    });
  }

  /** The shell has more rows of this draft than it had before, or knows more of them. */
  heard({ draft, counts, history }: RowsCame): void {
    if (this.head?.id !== draft) return;
    this.counts = counts;
    this.history = history;
    if (counts.all > this.list.rows.length) this.#readOn();
  }

  /** An edit that is asked for elsewhere, such as a file taken in, shown where its draft is open.
      What goes wrong is told to whoever asked. */
  async edited(draft: string, ask: () => Promise<RowsChanged>): Promise<RowsChanged> {
    const asked = this.#queue.then(ask);
    this.#queue = asked.catch(() => undefined);
    const changed = await asked;
    if (this.head?.id === draft) this.#apply(changed);
    return changed;
  }

  /** What is said of the rows hangs on more than the rows: all of them are read anew. */
  async reread(): Promise<void> {
    await this.#next(() => this.#readAgain());
  }

  /** Whatever is on its way has arrived. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  /** Through the history; null where there is nothing more that way. */
  async #stepTo(
    way: keyof History,
    ask: (request: { draft: string }) => Promise<RowsChanged>,
  ): Promise<Stepped | null> {
    const kinds: EditKind[] = [];
    const edited = await this.edit((draft) => {
      // What is undone is known when its turn comes, not when the key was pressed.
      const kind = this.history[way];
      if (kind !== null) kinds.push(kind);
      return ask({ draft });
    });
    const [kind] = kinds;
    return edited === null || kind === undefined ? null : { ...edited, kind };
  }

  /** What is being typed is newer than what the shell has heard of. */
  #withTyped(rows: readonly DraftRow[]): readonly DraftRow[] {
    if (this.#typed.size === 0) return rows;
    return rows.map((row) => {
      const newer = { ...row };
      for (const typing of this.#typed.values()) {
        if (typing.row === row.id) newer[typing.field] = typing.value;
      }
      return newer;
    });
  }

  #apply({ changed, removed, counts, history }: RowsChanged): Edited {
    const added = this.#put(this.#withTyped(changed), removed);
    this.counts = counts;
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
    this.#busy += 1;
    this.#noticing ??= setTimeout(() => (this.saving = this.#busy), noticedAfter);
    return this.#next(work).finally(() => {
      this.#busy -= 1;
      if (this.#busy > 0) return;
      clearTimeout(this.#noticing);
      this.#noticing = undefined;
      this.saving = 0;
    });
  }

  #next<Result>(work: () => Promise<Result>): Promise<Result | null> {
    const next = this.#queue.then(() => this.#run(work));
    this.#queue = next;
    return next;
  }

  async #run<Result>(work: () => Promise<Result>): Promise<Result | null> {
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

  /** A change was not taken: what is shown goes back to what is kept. */
  async #readAgain(): Promise<void> {
    const draft = this.head?.id;
    if (draft === undefined) return;
    this.#typed.clear();
    try {
      const kept = await draftOpen({ draft });
      this.list.fill([]);
      this.#take(kept);
      this.#readRest();
    } catch {
      // The first problem says what is the matter.
    }
  }

  #take(draft: Draft): void {
    this.head = draft;
    this.counts = draft.counts;
    this.history = draft.history;
    this.#readTo = draft.rows.at(-1)?.position ?? 0;
    this.#put(this.#withTyped(draft.rows));
  }

  /** A draft comes with its first rows, all of them read anew: what is said of them hangs on the aim. */
  #readRest(): void {
    if (this.counts.all > (this.head?.rows.length ?? 0)) this.#readOn();
  }

  /** Reads the rows after those that are here, a page at a time; changes go in between. */
  #readOn(): void {
    const reader = ++this.#reader;
    const readPage = async (): Promise<void> => {
      const draft = this.head?.id;
      if (draft === undefined || reader !== this.#reader) return;
      try {
        const page = await draftRows({ draft, after: this.#readTo, limit: pageSize });
        if (reader !== this.#reader) return;
        this.#readTo = page.at(-1)?.position ?? this.#readTo;
        this.#put(this.#withTyped(page));
        if (page.length === pageSize) this.#queue = this.#queue.then(readPage);
      } catch (thrown) {
        // Nothing was changed: what is shown is right, only not whole.
        this.problem = problemOf(thrown);
      }
    };
    this.#queue = this.#queue.then(readPage);
  }
}

export const openDraft = new OpenDraft();
