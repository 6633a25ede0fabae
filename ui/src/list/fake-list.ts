/**
 * For tests: a shell that keeps a list in memory and answers its edits as the real one does, with
 * undo and redo.
 */

import type {
  Draft,
  DraftAdding,
  DraftCells,
  DraftFill,
  DraftGroups,
  DraftFix,
  DraftPaste,
  DraftRow,
  EditKind,
  GroupsPreview,
  ProblemCode,
  RowsLoaded,
  RowsChanged,
  RowsSkipped,
  RowsPage,
  RowsRemove,
} from "../bridge";
import { fakeShell, refuse, requestsOf } from "../bridge/fake-shell";
import { aDraft, aFinding, aRow, stepsLacking } from "../drafts/fake-drafts";

type Person = Partial<DraftRow> & { address: string };

const firstRows = 500;

const checked = (row: DraftRow): DraftRow => {
  const at = row.address.indexOf("@.");
  const fix = row.address.replace("@.", "@");
  const toFix = at >= 0 && !row.skipped;
  return {
    ...row,
    status: row.skipped ? "skipped" : toFix ? "toFix" : "fine",
    severity: toFix ? "toFix" : null,
    fix: toFix ? fix : null,
    findings: at < 0 ? [] : [aFinding({ reason: "dotAfterAt", at: [at + 1, at + 2], fix })],
  };
};

/** For tests: answers in the shell's place for one draft, whose list has a history. */
export const fakeList = (people: Person[]) => {
  let next = 0;
  let adding = "";
  let refusing: ProblemCode | null = null;
  const made = (person: Person): DraftRow => {
    next += 1;
    return checked(aRow(String(next), next, person));
  };
  let rows = people.map(made);
  type Edit = { kind: EditKind; typing: string | null; before: DraftRow[]; after: DraftRow[] };
  let done: Edit[] = [];
  let undone: Edit[] = [];

  const state = () => ({
    counts: {
      all: rows.length,
      toFix: rows.filter((row) => !row.skipped && row.findings.length > 0).length,
      toCheck: 0,
      alreadyIn: 0,
      skipped: rows.filter((row) => row.skipped).length,
    },
    steps: stepsLacking(rows.length === 0 ? { people: "people" } : {}),
    newInstances: null,
    targets: null,
    changedAt: "2026-10-12T10:00:00Z",
    history: { undo: done.at(-1)?.kind ?? null, redo: undone.at(-1)?.kind ?? null },
  });
  const difference = (before: DraftRow[], after: DraftRow[]): RowsChanged => ({
    changed: after.filter((row) => !before.includes(row)),
    removed: before.filter(({ id }) => !after.some((row) => row.id === id)).map(({ id }) => id),
    ...state(),
  });
  const edit = (kind: EditKind, after: DraftRow[], typing: string | null = null): RowsChanged => {
    const before = rows;
    rows = after.map((row) => (before.includes(row) ? row : checked(row)));
    const last = done.at(-1);
    if (last !== undefined && typing !== null && last.typing === typing) last.after = rows;
    else done = [...done, { kind, typing, before, after: rows }];
    undone = [];
    return difference(before, rows);
  };
  const changed = (ids: readonly string[] | null, change: (row: DraftRow) => Partial<DraftRow>) =>
    rows.map((row) => (ids === null || ids.includes(row.id) ? { ...row, ...change(row) } : row));
  const draft = (): Draft => aDraft({ rows: rows.slice(0, firstRows), adding, ...state() });

  const asked = fakeShell({
    draft_open: draft,
    draft_rows: ({ after, limit }: RowsPage) =>
      rows.filter(({ position }) => position > after).slice(0, limit),
    draft_adding: ({ text }: DraftAdding) => {
      adding = text;
    },
    draft_cells: ({ cells, edit: kind, typing }: DraftCells) => {
      if (refusing !== null) refuse(refusing);
      return edit(
        kind,
        rows.map((row) =>
          cells
            .filter((cell) => cell.row === row.id)
            .reduce<DraftRow>((now, { field, value }) => ({ ...now, [field]: value }), row),
        ),
        typing,
      );
    },
    draft_paste: ({ text }: DraftPaste) =>
      edit("paste", [
        ...rows,
        ...text
          .split(/[\n;]/u)
          .filter((address) => address.includes("@"))
          .map((address) => made({ address: address.trim() })),
      ]),
    draft_fill: ({ rows: ids, field, text }: DraftFill) => {
      const fields = ["name", "address", "group", "note"] as const;
      const from = fields.indexOf(field);
      const lines = text.split("\n").map((line) => line.split("\t"));
      const filled = (line: string[]): Partial<DraftRow> =>
        Object.fromEntries<string>(
          line.map((value, place) => [fields[from + place] ?? "note", value]),
        );
      return edit("fill", [
        ...changed(ids, ({ id }) => filled(lines[ids.indexOf(id)] ?? [])),
        ...lines.slice(ids.length).map((line) => made({ address: "", ...filled(line) })),
      ]);
    },
    draft_fix: ({ rows: ids }: DraftFix) =>
      edit(
        "fix",
        rows.map((row) =>
          (ids === null || ids.includes(row.id)) && row.findings.length > 0
            ? { ...row, address: row.address.replace("@.", "@") }
            : row,
        ),
      ),
    draft_groups: ({ rows: ids }: DraftGroups) =>
      edit(
        "groups",
        changed(ids, () => ({ group: "Group 1" })),
      ),
    draft_groups_preview: (): GroupsPreview => ({
      groups: 2,
      sizes: [
        { size: 2, groups: 1 },
        { size: 1, groups: 1 },
      ],
      firstName: "Group 1",
      lastName: "Group 2",
    }),
    draft_rows_remove: ({ rows: ids }: RowsRemove) =>
      edit(
        "remove",
        rows.filter(({ id }) => !ids.includes(id)),
      ),
    draft_rows_skip: ({ rows: ids, skipped }: RowsSkipped) =>
      edit(
        "skip",
        changed(ids, () => ({ skipped })),
      ),
    draft_undo: () => {
      const last = done.at(-1);
      if (last === undefined) return difference(rows, rows);
      done = done.slice(0, -1);
      undone = [...undone, last];
      rows = last.before;
      return difference(last.after, rows);
    },
    draft_redo: () => {
      const last = undone.at(-1);
      if (last === undefined) return difference(rows, rows);
      undone = undone.slice(0, -1);
      done = [...done, last];
      rows = last.after;
      return difference(last.before, rows);
    },
  });

  return {
    get rows(): readonly DraftRow[] {
      return rows;
    },
    /** Adds rows as a file does while it is being read. */
    grow: (more: Person[]): RowsLoaded => {
      rows = [...rows, ...more.map(made)];
      return { draft: "d1", ...state() };
    },
    /** From now on every change of a cell is refused. */
    refuse: (code: ProblemCode): void => {
      refusing = code;
    },
    requests: (name: string): unknown[] => requestsOf(asked, name),
  };
};
