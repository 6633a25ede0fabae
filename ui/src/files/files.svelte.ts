import {
  type Choices,
  draftNew,
  draftOpen,
  draftOpenFile,
  fileChoose,
  type FileKind,
  fileLook,
  type FileLook,
  type FileRef,
  fileStop,
  draftUndo,
  type EditKind,
  fileTake,
  problemOf,
  type Reading,
  type RowsChanged,
  spaceDifferenceTake,
} from "../bridge";
import { asksForColumns } from "./column-mapping";
import { t } from "../texts";
import { announce } from "../state/announce.svelte";
import { openDraft } from "../drafts/open-draft.svelte";
import { type DraftFileAim, type FileAim, fileAimOf } from "./file-target";
import { session } from "../state/session.svelte";
import { type Place, where } from "../state/router.svelte";

/** What has to be asked before a file goes anywhere. */
export type FileQuestion =
  | { ask: "addOrDifference"; file: FileRef; aim: FileAim; look: FileLook }
  /** Into which space, or, where that is known, what to do with it there. */
  | { ask: "space"; file: FileRef; aim: FileAim | null };

/** A file on its way in: how far it is, and whether it was told to stop. */
export type FileReading = { file: FileRef; rows: number; stopping: boolean };

const nothingHeard = { rows: 0, known: 0, problem: null };

type SpaceWish = "compare" | "newDraft";

/** Files that are chosen or dropped, from the first look to the people in the list. */
class Files {
  /** Something is dragged over the window. */
  over = $state(false);
  question = $state.raw<FileQuestion | null>(null);
  reading = $state.raw<FileReading | null>(null);
  /** What was last heard of the file that is being read. */
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
    if (fileAimOf(where.place) === "busy") {
      announce.show(t.files.finishFirst);
      return;
    }
    if (others.length > 0) announce.show(t.files.onlyFirst(file.name));
    void this.bring(file);
  }

  async bring(file: FileRef): Promise<void> {
    this.question = null;
    if (file.kind === "draft") {
      await this.openDraftFile(file, null);
      return;
    }
    const aim = fileAimOf(where.place);
    if (aim === "busy") return;
    const { page } = where.place;
    if (aim !== null && (page === "file" || page === "difference")) {
      where.replace({ page: "file", file, aim, choices: null });
    } else if (aim === null || page === "space") this.question = { ask: "space", file, aim };
    else await this.#bringToDraft(file, aim);
  }

  async #bringToDraft(file: FileRef, aim: FileAim): Promise<void> {
    await this.#working(file, async () => {
      const draft = aim.draft ?? (await this.#begin(aim));
      const into: DraftFileAim = { ...aim, draft };
      const look = await fileLook({ file: file.file, choices: null });
      if (this.#isStopped(file)) return;
      if (asksForColumns(look)) where.go({ page: "file", file, aim: into, choices: null });
      else if (openDraft.counts.all === 0) await this.take(file, into, null, look);
      else this.question = { ask: "addOrDifference", file, aim: into, look };
    });
  }

  /** The wizard is open and nothing was chosen in it yet: the file makes it a draft. */
  async #begin(aim: FileAim): Promise<string> {
    const draft = await draftNew({ account: aim.account, org: aim.org, space: aim.space });
    await openDraft.open(draft.id);
    where.replace(invitePage({ ...aim, draft: draft.id }));
    return draft.id;
  }

  /** A file for a space: compared with who is in, or made a draft of. */
  async bringToSpace(file: FileRef, aim: FileAim, wish: SpaceWish): Promise<void> {
    this.question = null;
    await this.#working(file, async () => {
      const look = await fileLook({ file: file.file, choices: null });
      if (this.#isStopped(file)) return;
      if (asksForColumns(look)) where.go({ page: "file", file, aim, choices: null });
      else if (wish === "compare") where.go({ page: "difference", file, aim, choices: null });
      else await this.take(file, aim, null, look);
    });
  }

  async openDraftFile(
    file: FileRef,
    into: Pick<FileAim, "account" | "org" | "space"> | null,
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
      });
      if (opened.draft === null) {
        this.question = { ask: "space", file, aim: null };
        return;
      }
      const { org, space } = await draftOpen({ draft: opened.draft });
      const { draft, spaceName } = opened;
      this.#show({ account, org, space, spaceName, draft });
    });
  }

  /** Takes the people of a file into the draft, or into a new one, and goes there. */
  async take(file: FileRef, aim: FileAim, choices: Choices | null, look: FileLook): Promise<void> {
    await this.#working(file, async () => {
      const { account, org, space } = aim;
      const draft = aim.draft ?? (await draftNew({ account, org, space })).id;
      await openDraft.edited(draft, () => fileTake({ draft, file: file.file, choices }));
      this.#show({ ...aim, draft });
      await this.#readToEnd();
      const { rows: count, known, problem } = this.#heard ?? nothingHeard;
      if (problem !== null) {
        // What came before it stands.
        announce.problem(problem);
        return;
      }
      const from = look.system === null ? file.name : t.files.systems[look.system];
      announce.show(
        this.#isStopped(file) ? t.files.stopped(count, from) : t.files.taken(count, known, from),
        count === 0 ? null : this.#undo(draft, "file"),
      );
    });
  }

  /** What was chosen from a difference goes into its draft as one edit. */
  async takeOver(
    file: FileRef,
    aim: DraftFileAim,
    count: number,
    ask: () => Promise<RowsChanged>,
  ): Promise<void> {
    await this.#working(file, async () => {
      await openDraft.edited(aim.draft, ask);
      this.#show(aim);
      announce.show(t.files.difference.taken(count), this.#undo(aim.draft, "difference"));
    });
  }

  /** Who is on a list and not in the space: a new draft of them. */
  async takeMissing(
    file: FileRef,
    aim: FileAim,
    count: number,
    choices: Choices | null,
    added: number[] | null,
  ): Promise<void> {
    await this.#working(file, async () => {
      const { account, org, space } = aim;
      const request = { account, org, space, file: file.file, choices, added };
      const draft = await spaceDifferenceTake(request);
      this.#show({ ...aim, draft: draft.id });
      announce.show(t.files.taken(count, 0, file.name));
    });
  }

  #undo(draft: string, kind: EditKind): { label: string; run: () => void } {
    const undo = async (): Promise<void> => {
      if (openDraft.head?.id === draft && openDraft.history.undo !== kind) {
        announce.show(t.files.undoFirst);
        return;
      }
      try {
        await openDraft.edited(draft, () => draftUndo({ draft }));
      } catch (thrown) {
        announce.problem(problemOf(thrown));
      }
    };
    return { label: t.common.undo, run: () => void undo() };
  }

  /** Shows the draft: back to it, if the file was brought in from there. */
  #show(aim: DraftFileAim): void {
    const { place } = where;
    if (place.page === "invite" && place.draft === aim.draft) return;
    if (place.page === "file" || place.page === "difference") {
      if (place.aim.draft === aim.draft) where.back();
      else where.replace(invitePage(aim));
    } else where.go(invitePage(aim));
  }

  /** The first rows are there; the shell tells once the rest is. */
  async #readToEnd(): Promise<void> {
    if (this.#heard?.done === true) return;
    await new Promise<void>((ended) => {
      this.#ended = ended;
    });
  }

  #isStopped(file: FileRef): boolean {
    return this.reading?.file.file === file.file && this.reading.stopping;
  }

  heard(reading: Reading): void {
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
    const { page } = where.place;
    this.reading = { ...this.reading, stopping: true };
    // These pages show nothing but what was to be read.
    if (page === "file" || page === "difference") where.back();
    try {
      await fileStop({ file });
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
  }

  /** Shows that a file is read for as long as that takes. */
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

  /** Runs what reads a file, and says what could not be done. */
  async #working(file: FileRef, work: () => Promise<void>): Promise<void> {
    try {
      await this.reads(file, async () => {
        try {
          await work();
        } catch (thrown) {
          // Whoever stopped it knows why nothing came.
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

const invitePage = ({ account, org, space, draft }: DraftFileAim): Place => ({
  page: "invite",
  account,
  org,
  space,
  draft,
});

export const files = new Files();
