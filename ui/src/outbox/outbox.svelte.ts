import {
  addressMend,
  dataGoOn,
  invitationMailAgain,
  invitationTakeBack,
  outbox,
  plan,
  type PlanAction,
  planChanges,
  planDo,
  type PlanEntry,
  type PlanRow,
  type Problem,
  problemOf,
  type StepAction,
  stepsDo,
} from "../bridge";
import { PlanRows } from "./plan-rows";
import { t } from "../texts";
import { announce } from "../state/announce.svelte";
import { calmly } from "./throttle";
import { Loaded } from "../lib/resource.svelte";
import { session } from "../state/session.svelte";
import { where } from "../state/router.svelte";

/** The plans, newest first. */
class Outbox {
  list = new Loaded<PlanEntry[]>();

  async read(): Promise<void> {
    await this.list.load(outbox);
  }

  /** Plans change many times a second while they are sent; the list is read a few times. */
  reread = calmly(() => this.read(), 500);
}

export const outboxList = new Outbox();

const nothing = new PlanRows([], false);

/** The plan that is open: read whole once, then only what changed. */
class OpenPlan {
  entry = $state.raw<PlanEntry | null>(null);
  problem = $state.raw<Problem | null>(null);
  #rows = $state.raw(nothing);
  #version = $state(0);
  #plan: string | null = null;
  #seq = 0;
  #queue: Promise<unknown> = Promise.resolve();

  /** They change in place, so that a change in a long plan costs no copy of it. */
  get rows(): PlanRows {
    return this.#rows;
  }

  /** Another one whenever the rows read differently. */
  get version(): number {
    return this.#version;
  }

  async open(id: string): Promise<void> {
    if (this.#plan !== id) {
      this.#plan = id;
      this.entry = null;
      this.problem = null;
      this.#rows = nothing;
    }
    await this.read();
  }

  /** One after the other, so that an older answer never overwrites a newer one. */
  async read(): Promise<void> {
    const next = this.#queue.then(() => this.#read());
    this.#queue = next;
    await next;
  }

  reread = calmly(() => this.read(), 300);

  /** Something of this plan changed, if it is the one that is open. */
  heard(id: string): void {
    if (id === this.#plan) this.reread();
  }

  /** Tells whether it was done. */
  async do(action: PlanAction): Promise<boolean> {
    const id = this.#plan;
    if (id === null) return false;
    let done = false;
    try {
      const entry = await planDo({ plan: id, action });
      if (this.#plan === entry.id) this.entry = entry;
      done = true;
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
    await this.read();
    return done;
  }

  /** Nothing has left yet: it is cancelled whole, and the list is a draft again. */
  async takeBack(): Promise<void> {
    if (!(await this.do("cancel"))) return;
    announce.show(t.plan.grace.takenBack, {
      label: t.plan.grace.toDrafts,
      run: () => where.go({ page: "drafts" }),
    });
  }

  async doSteps(steps: Iterable<string>, action: StepAction): Promise<void> {
    try {
      await stepsDo({ steps: [...steps], action });
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
    await this.read();
  }

  /** The same invitation, mailed once more by the platform. */
  async mailAgain(step: PlanRow): Promise<void> {
    try {
      await invitationMailAgain({ step: step.step });
      announce.show(t.plan.invitation.mailedAgain(step.address));
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
  }

  async takeInvitationBack(step: PlanRow): Promise<void> {
    try {
      await invitationTakeBack({ step: step.step });
      announce.show(t.plan.invitation.takenBack(step.address));
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
    await this.read();
  }

  /** Tells what stands in the way, if anything does. */
  async mendAddress(step: string, address: string): Promise<Problem | null> {
    try {
      const { plan } = await addressMend({ step, address });
      announce.show(t.plan.invitation.mended(address), {
        label: t.plan.invitation.toMended,
        run: () => where.go({ page: "plan", plan }),
      });
    } catch (thrown) {
      return problemOf(thrown);
    }
    await this.read();
    return null;
  }

  async #read(): Promise<void> {
    const id = this.#plan;
    if (id === null) return;
    try {
      await (this.entry === null ? this.#readAll(id) : this.#readChanges(id));
      if (this.#plan === id) this.problem = null;
    } catch (thrown) {
      if (this.#plan === id) this.problem = problemOf(thrown);
    }
  }

  async #readAll(id: string): Promise<void> {
    const read = await plan({ plan: id });
    if (this.#plan !== id) return;
    this.#rows = new PlanRows(read.rows, read.entry.aim.purpose === "groups");
    this.#take(read);
  }

  async #readChanges(id: string): Promise<void> {
    const read = await planChanges({ plan: id, since: this.#seq });
    if (this.#plan !== id) return;
    this.#rows.put(read.rows);
    this.#take(read);
  }

  #take({ entry, seq }: { entry: PlanEntry; seq: number }): void {
    this.entry = entry;
    this.#seq = seq;
    this.#version += 1;
  }
}

export const openPlan = new OpenPlan();

/** The one answer for data that were restored or copied: look at the platform first, then go on. */
export const goOnWithMovedData = async (): Promise<void> => {
  try {
    await dataGoOn();
    session.dismissAll("dataMoved");
  } catch (thrown) {
    announce.problem(problemOf(thrown));
  }
  await Promise.all([openPlan.read(), outboxList.read()]);
};
