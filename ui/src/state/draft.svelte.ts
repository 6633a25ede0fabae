import {
  type Aim,
  type Draft,
  draftAim,
  type DraftCounts,
  draftNew,
  draftOpen,
  draftPaste,
  type DraftRow,
  draftRowChange,
  draftRowsLeaveOut,
  draftRowsRemove,
  type DraftStep,
  type NewDraft,
  type Problem,
  problemOf,
  type RowField,
  type RowsChanged,
} from "../bridge";
import { RowList } from "../lib/row-list";

const none: DraftCounts = { all: 0, toMend: 0, toLookAt: 0, alreadyIn: 0, leftOut: 0 };

/** The draft in the wizard. Every change goes to the shell at once, one after the other. */
class OpenDraft {
  head = $state.raw<Draft | null>(null);
  counts = $state.raw<DraftCounts>(none);
  problem = $state.raw<Problem | null>(null);
  reading = $state(false);
  /** Changes on their way to the disk. */
  saving = $state(0);
  readonly list = new RowList();
  #version = $state(0);
  #queue: Promise<unknown> = Promise.resolve();

  get rows(): readonly DraftRow[] {
    // The rows are changed in place, so that an edit in a long list costs no copy of it.
    void this.#version;
    return this.list.rows;
  }

  get version(): number {
    return this.#version;
  }

  /** Nothing is chosen yet: the draft is made with the first choice. */
  async begin(): Promise<void> {
    await this.#queue;
    this.head = null;
    this.counts = none;
    this.problem = null;
    this.list.fill([]);
    this.#version += 1;
  }

  async open(draft: string): Promise<void> {
    this.reading = true;
    await this.begin();
    await this.#run(async () => this.#take(await draftOpen({ draft })));
    this.reading = false;
  }

  /** Makes the draft, if there is none yet, and keeps what was chosen. */
  aim(aim: Aim, step: DraftStep, fresh: NewDraft): Promise<void> {
    return this.#save(async () => {
      this.head ??= await draftNew(fresh);
      this.#take(await draftAim({ draft: this.head.id, aim, step }));
    });
  }

  paste(text: string): Promise<number> {
    return this.#edit((draft) => draftPaste({ draft, text }));
  }

  change(row: string, field: RowField, value: string): Promise<number> {
    const before = this.list.get(row);
    if (before === undefined || before[field] === value) return Promise.resolve(0);
    // Shown at once; what the check says of it comes with the answer.
    this.list.put([
      { ...before, [field]: value, findings: field === "address" ? [] : before.findings },
    ]);
    this.#version += 1;
    return this.#edit((draft) => draftRowChange({ draft, row, field, value }));
  }

  remove(rows: string[]): Promise<number> {
    return this.#edit((draft) => draftRowsRemove({ draft, rows }));
  }

  leaveOut(rows: string[], leftOut: boolean): Promise<number> {
    return this.#edit((draft) => draftRowsLeaveOut({ draft, rows, leftOut }));
  }

  /** Whatever is on its way has arrived. */
  async settled(): Promise<void> {
    await this.#queue;
  }

  /** How many rows were added. */
  async #edit(ask: (draft: string) => Promise<RowsChanged>): Promise<number> {
    let added = 0;
    await this.#save(async () => {
      const draft = this.head?.id;
      if (draft === undefined) return;
      const changed = await ask(draft);
      added = this.list.put(changed.changed);
      this.list.remove(changed.removed);
      this.counts = changed.counts;
      this.#version += 1;
    });
    return added;
  }

  #save(work: () => Promise<void>): Promise<void> {
    this.saving += 1;
    const next = this.#queue.then(() => this.#run(work));
    this.#queue = next;
    return next.finally(() => {
      this.saving -= 1;
    });
  }

  async #run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problem = null;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      await this.#readAgain();
    }
  }

  /** A change was not taken: what is shown goes back to what is kept. */
  async #readAgain(): Promise<void> {
    const draft = this.head?.id;
    if (draft === undefined) return;
    try {
      this.#take(await draftOpen({ draft }));
    } catch {
      // The first problem says what is the matter.
    }
  }

  #take(draft: Draft): void {
    this.head = draft;
    this.counts = draft.counts;
    this.list.fill(draft.rows);
    this.#version += 1;
  }
}

export const openDraft = new OpenDraft();
