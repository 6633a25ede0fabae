/** What the user does to the list of the open draft, each with what is announced afterwards. */

import type { CellChange, EditKind, Split } from "../bridge";
import { type Edited, openDraft, type Stepped } from "../drafts/open-draft.svelte";
import { announce } from "../state/announce.svelte";
import { t } from "../texts";

const words = t.list;

let offered: { toast: typeof announce.toast; at: number } | null = null;

/** Announces a change in a toast with an Undo button. */
const offerUndo = (text: string): void => {
  announce.show(text, { label: t.common.undo, run: () => void undo() });
  offered = { toast: announce.toast, at: openDraft.edits };
};

/**
 * Another change was made since: Undo in the toast would undo that one instead, so the toast goes.
 */
export const withdrawOffer = (edits: number): void => {
  if (offered === null || offered.at === edits) return;
  if (announce.toast === offered.toast) announce.dismiss();
  offered = null;
};

export const undo = async (): Promise<Stepped | null> => {
  const stepped = await openDraft.undo();
  if (openDraft.problem === null) {
    announce.say(stepped ? words.undone(stepped.kind) : words.nothingToUndo);
  }
  return stepped;
};

export const redo = async (): Promise<Stepped | null> => {
  const stepped = await openDraft.redo();
  if (openDraft.problem === null) {
    announce.say(stepped ? words.redone(stepped.kind) : words.nothingToRedo);
  }
  return stepped;
};

export const fix = async (id: string): Promise<void> => {
  const address = openDraft.list.get(id)?.fix ?? null;
  if (address !== null && (await openDraft.fix([id])))
    announce.say(words.addressCorrected(address));
};

export const fixAll = async (): Promise<void> => {
  const edited = await openDraft.fix(null);
  if (edited) offerUndo(words.fixedAll(edited.changed.length));
};

/** Skips rows. If all of them are skipped already, they are included again. */
export const skip = async (ids: string[]): Promise<void> => {
  const skipped = ids.some((id) => openDraft.list.get(id)?.skipped === false);
  await openDraft.skipRows(ids, skipped);
};

export const remove = async (ids: string[]): Promise<void> => {
  if (ids.length === 0) return;
  const edited = await openDraft.removeRows(ids);
  if (edited) offerUndo(words.removed(edited.removed.length));
};

/** Adds people at the end of the list; null where nobody was found in the text or saving failed. */
export const addPeople = async (text: string): Promise<Edited | null> => {
  const edited = await openDraft.paste(text);
  if (edited === null) return null;
  announce.say(edited.added.length === 0 ? words.nothingAdded : words.added(edited.added.length));
  return edited.added.length === 0 ? null : edited;
};

export const changeCells = async (cells: CellChange[], kind: EditKind): Promise<void> => {
  const changes = cells.filter(({ row, field, value }) => {
    const now = openDraft.list.get(row)?.[field];
    return now !== undefined && now !== value;
  });
  if (changes.length === 0) return;
  const edited = await openDraft.changeCells(changes, kind);
  if (edited) announce.say(words.filled(new Set(changes.map(({ row }) => row)).size));
};

export const fillCells = async (
  rows: string[],
  field: CellChange["field"],
  text: string,
): Promise<void> => {
  const edited = await openDraft.fillCells(rows, field, text);
  if (edited && edited.changed.length > 0) offerUndo(words.filled(edited.changed.length));
};

export const putIntoGroup = async (ids: string[], group: string): Promise<void> => {
  const cells = ids.map((row): CellChange => ({ row, field: "group", value: group }));
  const edited = await openDraft.changeCells(cells, "groups");
  if (edited) announce.say(t.groups.moved(ids.length, group));
};

export const makeGroups = async (
  rows: string[] | null,
  split: Split,
  seed: number,
  pattern: string,
  count: number,
): Promise<void> => {
  if (await openDraft.assignGroups(rows, split, seed, pattern)) offerUndo(t.groups.made(count));
};
