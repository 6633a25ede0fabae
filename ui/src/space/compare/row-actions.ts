/** What can be done with people of a comparison: with one, with those selected, with a group. */

import type { ExportFormat, Space } from "../../bridge";
import type { TableAction } from "../../parts/table/actions";
import type { TableColumn } from "../../parts/table/columns";
import { platformPage } from "../../state/platform-page.svelte";
import { t } from "../../texts";
import { exportRows, peopleActions } from "../people-actions.svelte";
import { invite, mark, putOnList } from "./comparison-actions";
import type { ComparisonGroup, ComparisonRow } from "./groups";

/** What is asked before it is done. */
export type Asked = { action: "resend" | "takeOut"; rows: readonly ComparisonRow[] };

type Context = {
  space: Space;
  /** Whether people can be taken out from here. */
  takesOut: boolean;
  /** The columns that are shown. */
  columns: readonly TableColumn<ComparisonRow>[];
  ask: (asked: Asked) => void;
  /** Lets the user choose the draft that they are added to. */
  addToDraft: (rows: readonly ComparisonRow[]) => void;
};

type Rows = readonly ComparisonRow[];

/** For mail and drafts: as the space knows them, or else the list. */
export const addressed = (
  rows: Rows,
): {
  name: string;
  address: string;
  group: string;
}[] =>
  rows.map(({ person }) => ({
    name: person.name,
    address: person.inSpace ?? person.address,
    group: person.group,
  }));

const inGroups = (rows: Rows, ...groups: readonly ComparisonGroup["id"][]): Rows =>
  rows.filter(({ person }) => groups.includes(person.listGroup));

/** An action on some of the rows, left out where there are none. */
const onSome = (
  rows: Rows,
  action: (rows: Rows) => TableAction | readonly TableAction[],
): readonly TableAction[] => (rows.length === 0 ? [] : [action(rows)].flat());

/** What can be done where everything is as `context` says. */
export const rowActions = ({ space, takesOut, columns, ask, addToDraft }: Context) => {
  const words = t.comparison;
  const notAllowed = space.administrator ? null : words.notAdministrator;
  const busy = notAllowed ?? (peopleActions.running === null ? null : t.peopleDo.running);

  const resend = (rows: Rows): TableAction => {
    const can = rows.filter(({ member }) => member?.resend === true);
    return {
      id: "resend",
      label: words.resend(Math.max(1, can.length)),
      cannot: busy ?? (can.length === 0 ? t.peopleDo.nobodyToResend : null),
      run: () => {
        if (can.length === 1) void peopleActions.act(space, addressed(can), "resend");
        else ask({ action: "resend", rows: can });
      },
    };
  };
  const inviteMissing = (rows: Rows): TableAction => ({
    id: "invite",
    label: words.invite(rows.length),
    cannot: notAllowed,
    run: () => void invite(space, rows),
  });
  const addToList = (rows: Rows): TableAction => ({
    id: "list",
    label: words.addToList(rows.length),
    run: () => void putOnList(space, rows, true),
  });
  const markAs = (rows: Rows, marked: boolean): readonly TableAction[] =>
    onSome(
      rows.filter(({ person }) => person.left?.marked === !marked),
      (some) => ({
        id: marked ? "mark" : "restore",
        label: marked ? words.mark(some.length) : words.unmark(some.length),
        run: () => void mark(space, some, marked),
      }),
    );
  const takeOut = (rows: Rows): readonly TableAction[] => {
    const action = { id: "takeOut", label: words.takeOut(rows.length), risk: true };
    return takesOut
      ? [{ ...action, cannot: busy, run: () => ask({ action: "takeOut", rows }) }]
      : [
          { ...action, cannot: words.takeOutCannot, run: () => undefined },
          {
            id: "platform",
            label: t.platformPage.open,
            run: () => void platformPage.open(space.account),
          },
        ];
  };

  const exporting = (name: string, rows: Rows): TableAction[] =>
    (["csv", "xlsx"] as const).map((format: ExportFormat) => ({
      id: format,
      label: format === "csv" ? t.peopleDo.exportCsv : t.peopleDo.exportXlsx,
      run: () => void exportRows(name, columns, rows, format),
    }));

  /** Each action says how many of the rows it is about, where it isn't about all of them. */
  const onRows = (rows: Rows): TableAction[] => [
    ...onSome(inGroups(rows, "missing"), inviteMissing),
    ...onSome(inGroups(rows, "notJoined"), resend),
    ...onSome(inGroups(rows, "notOnList"), addToList),
    ...markAs(rows, true),
    ...markAs(rows, false),
    ...onSome(inGroups(rows, "notOnList", "left"), takeOut),
    ...onSome(
      rows.filter(({ person }) => person.byHand && person.row !== null),
      (byHand) => ({
        id: "off",
        label: words.takeOffList(byHand.length),
        run: () => void putOnList(space, byHand, false),
      }),
    ),
    {
      id: "draft",
      label: t.peopleDo.toDraft,
      cannot: notAllowed,
      run: () => addToDraft(rows),
    },
    {
      id: "copy",
      label: t.peopleDo.copy(rows.length),
      run: () => void peopleActions.copy(addressed(rows)),
    },
    {
      id: "write",
      label: t.peopleDo.write,
      run: () => void peopleActions.write(addressed(rows)),
    },
  ];

  return {
    /** What can be done with these people, of whatever groups. */
    onRows: (rows: Rows): TableAction[] => [
      ...onRows(rows),
      ...exporting(words.fileName(space.name), rows),
    ],
    onGroup: ({ id, rows }: ComparisonGroup): TableAction[] => [
      ...(rows.length === 0 ? [] : onRows(rows)),
      ...exporting(`${words.fileName(space.name)} ${words.chips[id]}`, rows),
    ],
    /** The one action that a group calls for. */
    mainOf: ({ id, rows }: ComparisonGroup): TableAction | null => {
      if (rows.length === 0) return null;
      switch (id) {
        case "in":
          return null;
        case "notJoined":
          return resend(rows);
        case "missing":
          return inviteMissing(rows);
        case "notOnList":
          return addToList(rows);
        case "left":
          return markAs(rows, true)[0] ?? takeOut(rows)[0] ?? null;
      }
    },
  };
};
