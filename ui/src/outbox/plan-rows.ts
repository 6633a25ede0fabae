import type { PlanRow } from "../bridge";
import { searchable } from "../lib/search";
import { OrderedSubset } from "./ordered-subset";
import { passesFilter, type PlanFilter } from "./plan-counts";
import { type ProblemGroup, ProblemGroups } from "./problem-groups";

/** An instance that a plan makes or fills, and who is invited into it. */
type Chain = { create: string | null; handOut: string | null; invites: string[] };

/** A group instance with its people; in the table it stands above them. */
export type Room = { instance: string; name: string; people: number };

/**
 * The steps of a plan as lines of a table: one for each person, below their rooms where there are
 * rooms. Changes are taken one by one; nothing here costs more in a long plan than in a short one,
 * but filling it and a new search.
 */
export class PlanRows {
  readonly #steps = new Map<string, PlanRow>();
  readonly #chains = new Map<string, Chain>();
  readonly #rooms = new Map<string, Room>();
  readonly #places = new Map<string, number>();
  readonly #problems = new ProblemGroups();
  readonly #found = new Map<string, string>();
  readonly #withRooms: boolean;
  #lines: string[] = [];
  #shown: OrderedSubset | null = null;
  #shownIn = new Map<string, number>();
  #filter: PlanFilter = "all";
  #search = "";

  constructor(rows: readonly PlanRow[], withRooms: boolean) {
    this.#withRooms = withRooms;
    for (const row of rows) this.#keep(row);
    this.#order();
  }

  /** The lines to be shown, by id. */
  get lines(): readonly string[] {
    return this.#shown?.ids ?? this.#lines;
  }

  get problems(): ProblemGroup[] {
    return this.#problems.groups;
  }

  get rooms(): number {
    return this.#rooms.size;
  }

  step(id: string): PlanRow | undefined {
    return this.#steps.get(id);
  }

  room(line: string): Room | undefined {
    return this.#rooms.get(line);
  }

  /** All that is done for a line, in order. */
  chainOf(line: string): PlanRow[] {
    const room = this.#rooms.get(line);
    const lead = this.#steps.get(line);
    const chain = this.#chains.get(room?.instance ?? lead?.instance ?? "");
    const before = [chain?.create, chain?.handOut].flatMap((id) => this.#stepsOf(id));
    return lead === undefined || before.includes(lead) ? before : [...before, lead];
  }

  /** What a line tells of: what rooms have in common stands beside their names. */
  standingOf(line: string): PlanRow[] {
    const lead = this.#steps.get(line);
    return this.#withRooms && lead !== undefined ? [lead] : this.chainOf(line);
  }

  put(rows: readonly PlanRow[]): void {
    let grew = false;
    for (const row of rows) {
      grew = !this.#steps.has(row.step) || grew;
      this.#keep(row);
    }
    if (grew) {
      this.#order();
      this.show(this.#filter, this.#search);
    } else for (const row of rows) this.#sift(row.step);
  }

  /** Narrows the lines down. */
  show(filter: PlanFilter, search: string): void {
    this.#filter = filter;
    this.#search = searchable(search.trim());
    this.#shown = null;
    this.#shownIn = new Map();
    if (filter === "all" && this.#search === "") return;
    this.#shown = new OrderedSubset(this.#places);
    for (const line of this.#lines) this.#sift(line);
  }

  #stepsOf(id: string | null | undefined): PlanRow[] {
    const step = typeof id === "string" ? this.#steps.get(id) : undefined;
    return step === undefined ? [] : [step];
  }

  #keep(row: PlanRow): void {
    const before = this.#steps.get(row.step);
    this.#problems.put(before, row);
    this.#steps.set(row.step, row);
    if (before !== undefined) return;
    const chain = this.#chains.get(row.instance) ?? { create: null, handOut: null, invites: [] };
    if (row.kind === "invite") chain.invites.push(row.step);
    else chain[row.kind] = row.step;
    this.#chains.set(row.instance, chain);
  }

  #order(): void {
    this.#lines = [];
    this.#rooms.clear();
    this.#places.clear();
    for (const [instance, chain] of this.#chains) {
      const lead = chain.handOut ?? chain.create;
      if (this.#withRooms) this.#lines.push(this.#roomOf(instance, chain));
      // Where nobody is invited, the line is about the instance itself.
      else if (chain.invites.length === 0 && lead !== null) this.#lines.push(lead);
      // Not spread into the call: there may be more than a call takes.
      for (const invite of chain.invites) this.#lines.push(invite);
    }
    this.#lines.forEach((line, place) => this.#places.set(line, place));
  }

  #roomOf(instance: string, chain: Chain): string {
    const first = this.#steps.get(chain.create ?? chain.handOut ?? chain.invites[0] ?? "");
    const line = `room ${instance}`;
    const name = first?.instanceName ?? "";
    this.#rooms.set(line, {
      instance,
      name: name === "" ? instance : name,
      people: chain.invites.length,
    });
    return line;
  }

  /** Takes a person in or out of what is shown, and the room with the first and the last. */
  #sift(line: string): void {
    const row = this.#steps.get(line);
    if (this.#shown === null || row === undefined || !this.#places.has(line)) return;
    const fits = passesFilter(this.#filter, row.state) && this.#isFound(row);
    if (!this.#shown.put(line, fits) || !this.#withRooms) return;
    const shown = (this.#shownIn.get(row.instance) ?? 0) + (fits ? 1 : -1);
    this.#shownIn.set(row.instance, shown);
    this.#shown.put(`room ${row.instance}`, shown > 0);
  }

  #isFound(row: PlanRow): boolean {
    if (this.#search === "") return true;
    let text = this.#found.get(row.step);
    if (text === undefined) {
      text = searchable(`${row.name} ${row.address} ${row.group}`);
      this.#found.set(row.step, text);
    }
    return text.includes(this.#search);
  }
}
