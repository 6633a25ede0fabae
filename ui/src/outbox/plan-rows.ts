/**
 * The rows of an open plan. Steps come and change one by one, up to many times a second, so nothing
 * here goes through all of them for one change.
 */

import type { PlanRow } from "../bridge";
import { searchable } from "../lib/search";
import type { TableColumn } from "../parts/table/columns";
import { RowIndex, type Sort } from "../parts/table/row-index";
import { OrderedSubset } from "./ordered-subset";
import { type PlanColumn, planColumns, stepOfColumn } from "./plan-columns";
import { passesFilter, type PlanFilter } from "./plan-filters";
import { type ProblemGroup, ProblemGroups } from "./problem-groups";

/** An instance that a plan creates or fills, with the invitations into it. */
type Chain = { create: string | null; distribute: string | null; invites: string[] };

/** A group instance, which the table shows as a heading above its people. */
export type GroupInstance = { instance: string; name: string; people: number };

/**
 * The steps of a plan as lines of a table: one for each person, below their group instance where
 * there are groups. Changes are applied one by one; apart from filling it and a new search, nothing
 * costs more in a long plan than in a short one, unless the lines are sorted by what changes.
 */
export class PlanRows {
  readonly #steps = new Map<string, PlanRow>();
  readonly #chains = new Map<string, Chain>();
  readonly #groupInstances = new Map<string, GroupInstance>();
  readonly #places = new Map<string, number>();
  readonly #problems = new ProblemGroups();
  readonly #searchText = new Map<string, string>();
  readonly #withGroups: boolean;
  readonly columns: readonly TableColumn<PlanRow, PlanColumn>[];
  #sort: Sort | null = null;
  #lines: string[] = [];
  #shown: OrderedSubset | null = null;
  #shownPeople = new Map<string, number>();
  #filter: PlanFilter = "all";
  #search = "";

  constructor(rows: readonly PlanRow[], withGroups: boolean) {
    this.#withGroups = withGroups;
    for (const row of rows) this.#store(row);
    // People of one instance share its steps, which stand at its heading.
    const kinds = new Set(withGroups ? [] : rows.map((row) => row.kind));
    this.columns = planColumns(
      (row) => this.statusStepsOf(row.step),
      kinds.size > 1 ? kinds : new Set(),
    );
    this.#arrange();
  }

  /** The ids of all lines, shown or not. */
  get all(): readonly string[] {
    return this.#lines;
  }

  /** The ids of the lines to be shown. */
  get lines(): readonly string[] {
    return this.#shown?.ids ?? this.#lines;
  }

  get problems(): ProblemGroup[] {
    return this.#problems.groups;
  }

  /** The slugs of the instances that were created, and are there with what they start with. */
  get created(): string[] {
    return [...this.#chains]
      .filter(([, { create, distribute }]) =>
        [create, distribute].every((id) => {
          const [step] = this.#stepList(id);
          return step === undefined || step.ready;
        }),
      )
      .map(([instance]) => instance);
  }

  get groupInstances(): number {
    return this.#groupInstances.size;
  }

  step(id: string): PlanRow | undefined {
    return this.#steps.get(id);
  }

  groupInstance(line: string): GroupInstance | undefined {
    return this.#groupInstances.get(line);
  }

  /** All steps for a line, in order. */
  stepsOf(line: string): PlanRow[] {
    const group = this.#groupInstances.get(line);
    const lead = this.#steps.get(line);
    const chain = this.#chains.get(group?.instance ?? lead?.instance ?? "");
    const before = [chain?.create, chain?.distribute].flatMap((id) => this.#stepList(id));
    return lead === undefined || before.includes(lead) ? before : [...before, lead];
  }

  /**
   * The steps of which a line shows the status. Where there are groups, the steps of the instance
   * are shown at its heading and not at each person.
   */
  statusStepsOf(line: string): PlanRow[] {
    const lead = this.#steps.get(line);
    return this.#withGroups && lead !== undefined ? [lead] : this.stepsOf(line);
  }

  put(rows: readonly PlanRow[]): void {
    let grew = false;
    for (const row of rows) {
      grew = !this.#steps.has(row.step) || grew;
      this.#store(row);
    }
    if (grew || this.#sortedByStatus) {
      this.#arrange();
      this.show(this.#filter, this.#search);
    } else for (const row of rows) this.#showOrHide(row.step);
  }

  /** Puts the lines into another order; people stay below their group instance. */
  sortBy(sort: Sort | null): void {
    if (sort?.column === this.#sort?.column && sort?.descending === this.#sort?.descending) return;
    this.#sort = sort;
    this.#arrange();
    this.show(this.#filter, this.#search);
  }

  /** Filters the lines. */
  show(filter: PlanFilter, search: string): void {
    this.#filter = filter;
    this.#search = searchable(search.trim());
    this.#shown = null;
    this.#shownPeople = new Map();
    if (filter === "all" && this.#search === "") return;
    this.#shown = new OrderedSubset(this.#places);
    for (const line of this.#lines) this.#showOrHide(line);
  }

  /** Whether the order of the lines depends on what changes while a plan is sent. */
  get #sortedByStatus(): boolean {
    const column = this.#sort?.column;
    return column !== undefined && (column === "state" || stepOfColumn(column) !== null);
  }

  #stepList(id: string | null | undefined): PlanRow[] {
    const step = typeof id === "string" ? this.#steps.get(id) : undefined;
    return step === undefined ? [] : [step];
  }

  #store(row: PlanRow): void {
    const before = this.#steps.get(row.step);
    this.#problems.put(before, row);
    this.#steps.set(row.step, row);
    if (before !== undefined) return;
    const chain = this.#chains.get(row.instance) ?? { create: null, distribute: null, invites: [] };
    if (row.kind === "invite") chain.invites.push(row.step);
    else chain[row.kind] = row.step;
    this.#chains.set(row.instance, chain);
  }

  #arrange(): void {
    this.#lines = [];
    this.#groupInstances.clear();
    this.#places.clear();
    for (const [instance, chain] of this.#chains) {
      const lead = chain.distribute ?? chain.create;
      if (this.#withGroups) this.#lines.push(this.#headingOf(instance, chain));
      // Where nobody is invited, the line stands for the instance itself.
      else if (chain.invites.length === 0 && lead !== null) this.#lines.push(lead);
      // Pushed one by one: spread into one call there could be more arguments than a call can take.
      for (const invite of chain.invites) this.#lines.push(invite);
    }
    if (this.#sort !== null) this.#lines = this.#sorted(this.#sort);
    this.#lines.forEach((line, place) => this.#places.set(line, place));
  }

  #sorted(sort: Sort): string[] {
    const people = this.#lines.flatMap((line) => this.#stepList(line));
    const sorted = new RowIndex(people, this.columns).arrange(null, "", sort);
    if (!this.#withGroups) return sorted.map((row) => row.step);
    const below = new Map<string, string[]>();
    for (const { instance, step } of sorted) {
      const steps = below.get(instance);
      if (steps === undefined) below.set(instance, [step]);
      else steps.push(step);
    }
    return [...this.#groupInstances].flatMap(([line, { instance }]) => [
      line,
      ...(below.get(instance) ?? []),
    ]);
  }

  #headingOf(instance: string, chain: Chain): string {
    const first = this.#steps.get(chain.create ?? chain.distribute ?? chain.invites[0] ?? "");
    const line = `group instance ${instance}`;
    const name = first?.instanceName ?? "";
    this.#groupInstances.set(line, {
      instance,
      name: name === "" ? instance : name,
      people: chain.invites.length,
    });
    return line;
  }

  /** Shows or hides a person, and the heading with its first and last person. */
  #showOrHide(line: string): void {
    const row = this.#steps.get(line);
    if (this.#shown === null || row === undefined || !this.#places.has(line)) return;
    const fits = passesFilter(this.#filter, row) && this.#matchesSearch(row);
    if (!this.#shown.put(line, fits) || !this.#withGroups) return;
    const shown = (this.#shownPeople.get(row.instance) ?? 0) + (fits ? 1 : -1);
    this.#shownPeople.set(row.instance, shown);
    this.#shown.put(`group instance ${row.instance}`, shown > 0);
  }

  #matchesSearch(row: PlanRow): boolean {
    if (this.#search === "") return true;
    let text = this.#searchText.get(row.step);
    if (text === undefined) {
      text = searchable(
        row.address === ""
          ? `${row.instanceName} ${row.instance}`
          : `${row.name} ${row.address} ${row.group}`,
      );
      this.#searchText.set(row.step, text);
    }
    return text.includes(this.#search);
  }
}
