import {
  type DraftEntry,
  draftDelete,
  draftName,
  draftRestore,
  drafts,
  problemOf,
} from "../bridge";
import { t } from "../texts";
import { announce } from "./announce.svelte";
import { Loaded } from "./loaded.svelte";

/** The drafts on this computer. */
class DraftList {
  list = new Loaded<DraftEntry[]>();

  async read(): Promise<void> {
    await this.list.load(drafts);
  }

  async rename(draft: string, name: string): Promise<void> {
    await this.#change(() => draftName({ draft, name }));
  }

  async delete(entry: DraftEntry, shownAs: string): Promise<void> {
    await this.#change(async () => {
      await draftDelete({ draft: entry.id });
      announce.show(t.drafts.deleted(shownAs), {
        label: t.common.undo,
        run: () => void this.restore(entry.id),
      });
    });
  }

  async restore(draft: string): Promise<void> {
    await this.#change(() => draftRestore({ draft }));
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
