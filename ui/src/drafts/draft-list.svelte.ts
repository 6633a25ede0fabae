/** The drafts on this computer, as the page Drafts and the sidebar show them. */

import {
  draftDelete,
  draftDuplicate,
  type DraftEntry,
  draftExport,
  draftName,
  draftRestore,
  drafts,
  draftSaveFile,
  draftsFind,
  type ExportFormat,
  problemOf,
  type SavedFile,
} from "../bridge";
import { Resource } from "../lib/resource.svelte";
import { announce } from "../state/announce.svelte";
import { t } from "../texts";

/** The drafts on this computer, and what can be done with them. The page Drafts shows them. */
class DraftList {
  list = new Resource<DraftEntry[]>();
  #search = "";
  /** The drafts in which the text was found; null while nothing is searched for. */
  #found = new Resource<ReadonlySet<string> | null>();

  shown = $derived.by(() => {
    const all = this.list.value ?? [];
    const found = this.#found.value;
    return found === null ? all : all.filter((draft) => found.has(draft.id));
  });

  async read(): Promise<void> {
    await Promise.all([this.list.load(drafts), this.#find()]);
  }

  /** The shell searches, because it has the names of all people in all drafts. */
  find(text: string): void {
    this.#search = text.trim();
    void this.#find();
  }

  async rename(draft: string, name: string): Promise<void> {
    await this.#change(() => draftName({ draft, name }));
  }

  async duplicate(copies: readonly { draft: string; name: string }[]): Promise<void> {
    await this.#change(async () => {
      for (const copy of copies) await draftDuplicate(copy);
      announce.show(t.drafts.duplicated(copies.map(({ name }) => name)));
    });
  }

  /** Deletes drafts, each given by its id and its name. */
  async delete(drafts: readonly (readonly [string, string])[]): Promise<void> {
    const deleted: string[] = [];
    await this.#change(async () => {
      for (const [draft] of drafts) {
        await draftDelete({ draft });
        deleted.push(draft);
      }
      announce.show(t.drafts.deleted(drafts.map(([, name]) => name)), {
        label: t.common.undo,
        run: () => void this.restore(deleted),
      });
    });
  }

  async restore(drafts: readonly string[]): Promise<void> {
    await this.#change(async () => {
      for (const draft of drafts) await draftRestore({ draft });
    });
  }

  saveFile(draft: string): Promise<void> {
    return this.#save(() => draftSaveFile({ draft }));
  }

  export(draft: string, format: ExportFormat): Promise<void> {
    return this.#save(() => draftExport({ draft, format }));
  }

  async #find(): Promise<void> {
    const text = this.#search;
    if (text === "") this.#found.clear();
    else await this.#found.load(async () => new Set(await draftsFind({ text })));
  }

  async #save(save: () => Promise<SavedFile | null>): Promise<void> {
    try {
      const saved = await save();
      if (saved !== null) announce.show(t.drafts.saved(saved.name, saved.folder));
    } catch (thrown) {
      announce.problem(problemOf(thrown), { tryAgain: () => void this.#save(save) });
    }
  }

  async #change(change: () => Promise<unknown>): Promise<void> {
    try {
      await change();
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
    await this.read();
  }
}

export const draftList = new DraftList();
