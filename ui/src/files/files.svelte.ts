/**
 * Takes a file from the moment it is chosen or dropped to its people in a draft or in the list of a
 * space, and asks the user whatever has to be decided on the way.
 */

import {
  type Choices,
  comparison,
  draftNew,
  draftOpen,
  draftOpenFile,
  fileChoose,
  type FileKind,
  filePreview,
  type FilePreview,
  type FileRef,
  fileStop,
  draftUndo,
  type EditKind,
  fileTake,
  keptListBring,
  problemOf,
  type Reading,
  type RowsChanged,
} from "../bridge";
import { openDraft } from "../drafts/open-draft.svelte";
import { shortcutLabel } from "../lib/shortcut-label";
import { openComparison } from "../space/compare/comparison.svelte";
import { saidAsKept } from "../space/compare/comparison-actions";
import { showComparison } from "../space/compare/show-comparison";
import { announce } from "../state/announce.svelte";
import { type DraftFileTarget, type FileTarget, type Route, router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { t } from "../texts";
import { fileTargetOf } from "./file-target";

/** A question that has to be answered before a file goes anywhere. */
export type FileQuestion =
  | { ask: "addOrDifference"; file: FileRef; target: FileTarget; preview: FilePreview }
  /** Which space it is for or, where that is known, what to do with it there. */
  | { ask: "space"; file: FileRef; target: FileTarget | null };

/** A file that is being read: how far, and whether the user stopped it. */
export type FileReading = { file: FileRef; rows: number; stopping: boolean };

const nothingHeard = { rows: 0, known: 0, problem: null };

type SpaceWish = "compare" | "newDraft";

/**
 * The way of a file that was chosen or dropped, from the first preview of it to its people in a
 * draft. Every question on the way ends the function that asks it; the answer begins another.
 */
class Files {
  /** Files are being dragged over the window. */
  over = $state(false);
  question = $state.raw<FileQuestion | null>(null);
  reading = $state.raw<FileReading | null>(null);
  /** What the shell last said about the file that is being read. */
  #heard: Reading | null = null;
  #ended: (() => void) | null = null;

  async choose(kind: FileKind): Promise<void> {
    const file = await this.chosen(kind);
    if (file !== null) await this.bring(file);
  }

  /** Null where the user closed the dialog without choosing. */
  async chosen(kind: FileKind): Promise<FileRef | null> {
    try {
      return await fileChoose({ kind });
    } catch (thrown) {
      announce.problem(problemOf(thrown));
      return null;
    }
  }

  dropped(files: readonly FileRef[]): void {
    this.over = false;
    const [file, ...others] = files;
    if (file === undefined) return;
    if (fileTargetOf(router.route) === "busy") {
      announce.show(t.files.finishFirst);
      return;
    }
    if (others.length > 0) announce.show(t.files.onlyFirst(file.name));
    void this.bring(file);
  }

  async bring(file: FileRef): Promise<void> {
    this.question = null;
    if (file.kind === "draft") {
      const here = fileTargetOf(router.route);
      await this.openDraftFile(file, here === "busy" ? null : here, false);
      return;
    }
    const target = fileTargetOf(router.route);
    if (target === "busy") return;
    const { page } = router.route;
    if (target !== null && (page === "file" || page === "difference")) {
      router.replace({ page: "file", file, target, choices: null });
    } else if (page === "space" && target !== null && router.route.view?.comparing === true)
      await this.bringToSpace(file, target, "compare");
    else if (target === null || page === "space") this.question = { ask: "space", file, target };
    else await this.#bringToDraft(file, target);
  }

  async #bringToDraft(file: FileRef, target: FileTarget): Promise<void> {
    await this.#working(file, async () => {
      const draft = target.draft ?? (await this.#begin(target));
      const into: DraftFileTarget = { ...target, draft };
      const preview = await filePreview({ file: file.file, choices: null });
      if (this.#isStopped(file)) return;
      if (preview.asks) router.go({ page: "file", file, target: into, choices: null });
      else if (openDraft.counts.all === 0) await this.take(file, into, null, preview);
      else this.question = { ask: "addOrDifference", file, target: into, preview };
    });
  }

  /** The user is about to invite people and has chosen nothing yet: the file makes it a draft. */
  async #begin(target: FileTarget): Promise<string> {
    const draft = await draftNew({ account: target.account, org: target.org, space: target.space });
    await openDraft.open(draft.id);
    router.replace(invitePage({ ...target, draft: draft.id }));
    return draft.id;
  }

  /** Makes a file the list of a space, or a draft. */
  async bringToSpace(file: FileRef, target: FileTarget, wish: SpaceWish): Promise<void> {
    this.question = null;
    await this.#working(file, async () => {
      const preview = await filePreview({ file: file.file, choices: null });
      if (this.#isStopped(file)) return;
      if (preview.asks) router.go({ page: "file", file, target, choices: null });
      else if (wish === "compare") await this.compare(file, target, null);
      else await this.take(file, target, null, preview);
    });
  }

  /** Chooses a file and makes it the list of a space. */
  async chooseForSpace(target: FileTarget): Promise<void> {
    const file = await this.chosen("list");
    if (file !== null) await this.bringToSpace(file, target, "compare");
  }

  /**
   * Holds a space against a file. Where a list is kept already, what the file changes in it is shown
   * first: the wrong file would make everybody somebody who has left.
   */
  async compare(file: FileRef, target: FileTarget, choices: Choices | null): Promise<void> {
    await this.#working(file, async () => {
      const { account, org, space } = target;
      const { list } = await comparison({ account, org, space });
      if (this.#isStopped(file)) return;
      if (list === null) await this.keep(file, target, choices);
      else if (router.route.page === "file")
        router.replace({ page: "difference", file, target, choices });
      else router.go({ page: "difference", file, target, choices });
    });
  }

  /** Keeps a file as the list of a space, and shows the comparison. */
  async keep(file: FileRef, target: FileTarget, choices: Choices | null): Promise<void> {
    await this.#working(file, async () => {
      const { account, org, space } = target;
      const place = { account, org, space };
      const { route } = router;
      const isFirst = route.page !== "difference";
      const kept = await keptListBring({ ...place, file: file.file, choices });
      openComparison.put(place, kept);
      if (route.page === "file" || route.page === "difference") router.back();
      showComparison(org, space);
      saidAsKept(
        place,
        kept.list?.version ?? null,
        isFirst
          ? t.comparison.kept(kept.list?.people ?? 0, file.name)
          : t.comparison.replaced(file.name),
      );
    });
  }

  async openDraftFile(
    file: FileRef,
    into: Pick<FileTarget, "account" | "org" | "space"> | null,
    chosen: boolean,
  ): Promise<void> {
    this.question = null;
    const account = into?.account ?? session.accountId;
    if (account === null) return;
    await this.#working(file, async () => {
      const opened = await draftOpenFile({
        file: file.file,
        account,
        org: into?.org ?? null,
        space: into?.space ?? null,
        chosen,
      });
      if (opened.draft === null) {
        this.question = { ask: "space", file, target: null };
        return;
      }
      const { org, space } = await draftOpen({ draft: opened.draft });
      const { draft, spaceName } = opened;
      this.#show({ account, org, space, spaceName, draft });
    });
  }

  /** Takes the people of a file into the draft, or into a new one, and shows it. */
  async take(
    file: FileRef,
    target: FileTarget,
    choices: Choices | null,
    preview: FilePreview,
  ): Promise<void> {
    await this.#working(file, async () => {
      const { account, org, space } = target;
      const draft = target.draft ?? (await draftNew({ account, org, space })).id;
      await openDraft.applyEdit(draft, () => fileTake({ draft, file: file.file, choices }));
      this.#show({ ...target, draft });
      await this.#readToEnd();
      const { rows: count, known, problem } = this.#heard ?? nothingHeard;
      if (problem !== null) {
        // The rows that were read before the problem stay.
        announce.problem(problem);
        return;
      }
      const from = preview.system === null ? file.name : t.files.systems[preview.system];
      announce.show(
        this.#isStopped(file) ? t.files.stopped(count, from) : t.files.taken(count, known, from),
        count === 0 ? null : this.#undo(draft, "file"),
      );
    });
  }

  /** Changes the draft by what the user chose from a difference, as one edit. */
  async takeOver(
    file: FileRef,
    target: DraftFileTarget,
    count: number,
    ask: () => Promise<RowsChanged>,
  ): Promise<void> {
    await this.#working(file, async () => {
      await openDraft.applyEdit(target.draft, ask);
      this.#show(target);
      announce.show(t.files.difference.taken(count), this.#undo(target.draft, "difference"));
    });
  }

  #undo(draft: string, kind: EditKind): { label: string; run: () => void } {
    const undo = async (): Promise<void> => {
      if (openDraft.head?.id === draft && openDraft.history.undo !== kind) {
        announce.show(shortcutLabel(t.files.undoFirst));
        return;
      }
      try {
        await openDraft.applyEdit(draft, () => draftUndo({ draft }));
      } catch (thrown) {
        announce.problem(problemOf(thrown));
      }
    };
    return { label: t.common.undo, run: () => void undo() };
  }

  /** Shows the draft. If the file was brought in from there, this is the way back. */
  #show(target: DraftFileTarget): void {
    const { route } = router;
    if (route.page === "invite" && route.draft === target.draft) return;
    if (route.page === "file" || route.page === "difference") {
      if (route.target.draft === target.draft) router.back();
      else router.replace(invitePage(target));
    } else router.go(invitePage(target));
  }

  /** Taking a file gives back its first rows; the shell says later that it has read the rest. */
  async #readToEnd(): Promise<void> {
    if (this.#heard?.done === true) return;
    await new Promise<void>((ended) => {
      this.#ended = ended;
    });
  }

  #isStopped(file: FileRef): boolean {
    return this.reading?.file.file === file.file && this.reading.stopping;
  }

  onReading(reading: Reading): void {
    if (this.reading?.file.file !== reading.file) return;
    this.#heard = reading;
    this.reading = { ...this.reading, rows: reading.rows };
    if (!reading.done) return;
    this.#ended?.();
    this.#ended = null;
  }

  async stop(): Promise<void> {
    if (this.reading === null) return;
    const { file } = this.reading.file;
    const { page } = router.route;
    this.reading = { ...this.reading, stopping: true };
    // These pages show nothing but the file that was being read.
    if (page === "file" || page === "difference") router.back();
    try {
      await fileStop({ file });
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
  }

  /** Shows that the file is being read until `read` has finished. */
  async reads<Found>(file: FileRef, read: () => Promise<Found>): Promise<Found> {
    const outer = this.reading?.file.file === file.file;
    if (!outer) {
      this.reading = { file, rows: 0, stopping: false };
      this.#heard = null;
    }
    try {
      return await read();
    } finally {
      if (!outer && this.reading?.file.file === file.file) this.reading = null;
    }
  }

  /** Runs work that reads the file, and reports what went wrong. */
  async #working(file: FileRef, work: () => Promise<void>): Promise<void> {
    try {
      await this.reads(file, async () => {
        try {
          await work();
        } catch (thrown) {
          // The user stopped it and knows why nothing came.
          if (!this.#isStopped(file)) throw thrown;
        }
      });
    } catch (thrown) {
      announce.problem(problemOf(thrown), {
        chooseFile: () => void this.choose(file.kind),
        tryAgain: () => void this.bring(file),
      });
    }
  }
}

const invitePage = ({ account, org, space, draft }: DraftFileTarget): Route => ({
  page: "invite",
  account,
  org,
  space,
  draft,
});

export const files = new Files();
