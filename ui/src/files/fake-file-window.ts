/** For tests: the whole window with a shell that reads one file, and what a test asks of it. */

import { render, screen } from "@testing-library/svelte";

import type {
  Changed,
  Difference,
  Draft,
  DraftRow,
  FileChosen,
  FilePreview,
  FilePerson,
  FileRef,
  Reading,
  RowsChanged,
} from "../bridge";
import { aComparison, aKeptList } from "../bridge/fake-comparison";
import { type Asked, fakeShell, requestsOf } from "../bridge/fake-shell";
import { aSpace } from "../bridge/fake-space";
import { aDraft, aRow, stepsLacking } from "../drafts/fake-drafts";
import Frame from "../frame/Frame.svelte";
import { applyShellChange } from "../frame/shell-changes";
import { announce } from "../state/announce.svelte";
import { type Route, router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { files } from "./files.svelte";

// The window loads these when they are needed. Compiling them takes longer than a test waits.
import "../frame/later";
import "../frame/SpaceRoute.svelte";
import "../invite/InvitePage.svelte";
import "./ColumnsPage.svelte";
import "./DifferencePage.svelte";

const at = "2026-10-12T10:00:00Z";
export const file: FileRef = { file: "f", name: "students.csv", kind: "list" };
export const ada: FilePerson = {
  name: "Ada Lovelace",
  address: "ada@uni.example",
  group: "A",
  note: "",
  listId: "",
};
export const wei: FilePerson = { ...ada, name: "Wei Zhang", address: "wei@uni.example" };

export const row = (id: string, person: FilePerson): DraftRow => aRow(id, Number(id), person);

export const canvas: FilePreview = {
  file: "f",
  name: "students.csv",
  format: "csv",
  system: "canvas",
  encoding: "UTF-8",
  tables: [{ name: "", people: 2 }],
  table: 0,
  headings: ["Student", "SIS Login ID", "Section"],
  fields: ["name", "address", "group"],
  rowsAbove: 2,
  firstRows: [["Lovelace, Ada", "ada@uni.example", "A"]],
  people: [ada, wei],
  total: 2,
  how: "recognised",
  asks: false,
  lack: null,
  fromLogins: false,
  loginDomain: null,
};
export const logins: FilePreview = {
  ...canvas,
  fields: ["name", "login", "group"],
  asks: true,
  lack: "domain",
  fromLogins: true,
};
const difference: Difference = {
  added: [wei],
  gone: [{ row: "1", person: { ...ada, name: "Tom" } }],
  changed: [{ row: "2", before: ada, after: { ...ada, group: "B" } }],
  same: 5,
};

/** What the shell has and answers. A test changes it before it brings a file in. */
export const shell = {
  rows: [] as DraftRow[],
  /** What it says once a file was read to its end; null where that doesn't happen. */
  ending: null as Changed | null,
  preview: (() => canvas) as (request: FileChosen) => FilePreview,
  comparison: aComparison([], { list: null }),
};
let asked: Asked = [];

export const told = (more: Partial<Reading>): Changed => ({
  what: "reading",
  file: "f",
  rows: 0,
  known: 0,
  done: false,
  problem: null,
  ...more,
});
const counts = () => ({ all: shell.rows.length, toFix: 0, toCheck: 0, alreadyIn: 0, skipped: 0 });
const changed = (now: DraftRow[], removed: string[] = []): RowsChanged => ({
  changed: now,
  removed,
  counts: counts(),
  steps: stepsLacking({}),
  changedAt: at,
  history: { undo: "file", redo: null },
});
const draft = (id = "d"): Draft => aDraft({ id, rows: shell.rows, counts: counts() });
const space = aSpace([], {
  ...{ account: "a", org: "o", slug: "s" },
  steps: stepsLacking({ purpose: "purpose" }),
  creationMaterials: ["nothing", "snapshot"],
  creationSteps: stepsLacking({ names: "names" }, ["material", "names", "review"]),
});
const entry = { slug: "s", name: "Finance I", kind: "course", administrator: true, people: 1 };

/** To be called before each test. */
export const startShell = (): void => {
  shell.rows = [];
  shell.ending = told({ rows: 2, done: true });
  shell.preview = () => canvas;
  shell.comparison = aComparison([], { list: null });
  files.question = null;
  files.reading = null;
  announce.dismiss();
  session.accounts = [
    { id: "a", name: "Practice", address: "http://localhost", kind: "practice", key: "kept" },
  ];
  session.accountId = "a";
  asked = fakeShell({
    spaces: () => ({
      account: "a",
      orgs: [
        {
          slug: "o",
          name: "Uni",
          spaces: [entry, { ...entry, slug: "law", name: "Law", administrator: false }],
        },
      ],
      seenAt: at,
    }),
    space: () => space,
    outbox: () => ({ plans: [], unreadable: [] }),
    preferences_change: () => session.preferences,
    draft_new: () => draft("new"),
    draft_open: ({ draft: id }: { draft: string }) => structuredClone(draft(id)),
    draft_rows: () => shell.rows,
    draft_step: () => null,
    draft_undo: () => {
      const gone = shell.rows.map((one) => one.id);
      shell.rows = [];
      return changed([], gone);
    },
    file_preview: (request: FileChosen) => shell.preview(request),
    file_stop: () => null,
    file_take: () => {
      const added = [row("11", ada), row("12", wei)];
      shell.rows = [...shell.rows, ...added];
      // The end of a file is an event, which may come before the answer or after it.
      if (shell.ending !== null) setTimeout(applyShellChange, 0, shell.ending);
      return changed(added);
    },
    file_difference: () => difference,
    difference_take: () => changed([]),
    comparison: () => shell.comparison,
    kept_list_difference: () => ({
      added: [wei],
      gone: [{ ...ada, name: "Tom" }],
      changed: [{ before: ada, after: { ...ada, group: "B" } }],
      same: 4,
    }),
    kept_list_bring: () => {
      shell.comparison = aComparison([], { list: aKeptList() });
      return shell.comparison;
    },
    kept_list_withdraw: () => null,
    draft_open_file: ({ space: into }: { space: string | null }) => ({
      draft: into === null ? null : "opened",
      needsSpace: into === null,
      name: "Tutors",
      spaceName: "Elsewhere",
    }),
  });
};

export const requests = (name: string): unknown[] => requestsOf(asked, name);
export const drop = (...dropped: FileRef[]): void =>
  applyShellChange({ what: "dropped", files: dropped });
export const button = (name: RegExp | string): Promise<HTMLElement> =>
  screen.findByRole("button", { name });
export const invite: Extract<Route, { page: "invite" }> = {
  page: "invite",
  account: "a",
  org: "o",
  space: "s",
  draft: "d",
};

export const showDraft = async (): Promise<void> => {
  router.replace(invite);
  render(Frame);
  await screen.findByRole("grid", { name: "People to invite" });
};
export const show = async (route: Route, heading: string): Promise<void> => {
  router.replace(route);
  render(Frame);
  await screen.findByRole("heading", { name: heading });
};
