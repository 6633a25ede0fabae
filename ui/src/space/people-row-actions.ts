/** What can be done with people of a space: with one, or with those selected. */

import type { PeopleAction, Person, Space } from "../bridge";
import type { TableAction } from "../parts/table/actions";
import type { TableColumn } from "../parts/table/columns";
import { platformPage } from "../state/platform-page.svelte";
import { t } from "../texts";
import { exportRows, peopleActions } from "./people-actions.svelte";

/** What can be done about somebody's invitation. */
export type InvitationAction = Exclude<PeopleAction, "takeOut">;

type People = readonly Person[];

type Context = {
  space: Space;
  /** The columns that are shown. */
  columns: readonly TableColumn<Person>[];
  /** Does it, or asks first. */
  start: (action: InvitationAction, among: People) => void;
  /** Lets the user choose the draft that they are added to. */
  addToDraft: (people: People) => void;
  /** Asks whether they are to be taken out. */
  takeOut: (people: People) => void;
};

/** Those among the people with whom it can be done. */
export const able = (action: InvitationAction, among: People): Person[] =>
  among.filter((person) => person[action]);

export const actionsOn = (
  among: People,
  { space, columns, start, addToDraft, takeOut }: Context,
): TableAction[] => {
  const say = t.peopleDo;
  const [resend, revoke] = [able("resend", among).length, able("revoke", among).length];
  const cannot = !space.administrator
    ? say.notAdministrator
    : peopleActions.running === null
      ? null
      : say.running;
  const exporting = (format: "csv" | "xlsx"): void =>
    void exportRows(t.peopleTab.fileName(space.name), columns, among, format);
  return [
    {
      id: "resend",
      label: say.resend(Math.max(1, resend)),
      cannot: cannot ?? (resend === 0 ? say.nobodyToResend : null),
      run: () => start("resend", among),
    },
    {
      id: "revoke",
      label: say.revoke(revoke),
      cannot: cannot ?? (revoke === 0 ? say.nobodyToRevoke : null),
      risk: true,
      keys: "Del",
      run: () => start("revoke", among),
    },
    {
      id: "copy",
      label: say.copy(among.length),
      run: () => void peopleActions.copy(among),
    },
    { id: "write", label: say.write, run: () => void peopleActions.write(among) },
    {
      id: "draft",
      label: say.toDraft,
      cannot: space.administrator ? null : say.notAdministrator,
      run: () => addToDraft(among),
    },
    {
      id: "takeOut",
      label: t.comparison.takeOut(among.length),
      cannot: cannot ?? (space.takesPeopleOut ? null : t.comparison.takeOutCannot),
      risk: true,
      run: () => takeOut(among),
    },
    { id: "role", label: say.changeRole, cannot: say.roleCannot, run: () => undefined },
    {
      id: "platform",
      label: t.platformPage.open,
      run: () => void platformPage.open(space.account),
    },
    { id: "csv", label: say.exportCsv, run: () => exporting("csv") },
    { id: "xlsx", label: say.exportXlsx, run: () => exporting("xlsx") },
  ];
};
