/** The plan whose page is open, kept up to date while it is sent. */

import {
  addressCorrect,
  restoredDataResume,
  invitationResend,
  invitationRevoke,
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
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { t } from "../texts";
import { outboxList } from "./outbox-list.svelte";
import { PlanRows } from "./plan-rows";
import { throttle } from "../lib/throttle";

const noRows = new PlanRows([], false);

/**
 * The plan that is open: its rows, its counts, and what the user does to it. All rows are read once;
 * after that only those that changed.
 */
class OpenPlan {
  entry = $state.raw<PlanEntry | null>(null);
  problem = $state.raw<Problem | null>(null);
  #rows = $state.raw(noRows);
  #version = $state(0);
  #plan: string | null = null;
  #seq = 0;
  #queue: Promise<unknown> = Promise.resolve();

  /** The rows change in place, so that a change in a long plan doesn't copy it. */
  get rows(): PlanRows {
    return this.#rows;
  }

  /** Another number whenever the rows read differently. */
  get version(): number {
    return this.#version;
  }

  async open(id: string): Promise<void> {
    if (this.#plan !== id) {
      this.#plan = id;
      this.entry = null;
      this.problem = null;
      this.#rows = noRows;
    }
    await this.read();
  }

  /** Reads happen one after the other, so that an older answer never overwrites a newer one. */
  async read(): Promise<void> {
    const next = this.#queue.then(() => this.#read());
    this.#queue = next;
    await next;
  }

  reread = throttle(() => this.read(), 300);

  /** The shell says that something about this plan changed. */
  onChanged(id: string): void {
    if (id === this.#plan) this.reread();
  }

  /** Whether the shell did it. */
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

  /** Cancels a plan of which nothing was sent yet: its list becomes a draft again. */
  async undoSend(): Promise<void> {
    if (!(await this.do("cancel"))) return;
    announce.show(t.plan.grace.undone, {
      label: t.plan.grace.toDrafts,
      run: () => router.go({ page: "drafts" }),
    });
  }

  /** Whether the shell did it. */
  async doSteps(steps: Iterable<string>, action: StepAction): Promise<boolean> {
    let done = false;
    try {
      await stepsDo({ steps: [...steps], action });
      done = true;
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
    await this.read();
    return done;
  }

  /** The user has dealt with what failed. The message about it takes it back. */
  async dismiss(steps: Iterable<string>): Promise<void> {
    const all = [...steps];
    if (!(await this.doSteps(all, "dismiss"))) return;
    announce.show(t.plan.dismissed(all.length), {
      label: t.common.undo,
      run: () => void this.doSteps(all, "restore"),
    });
  }

  /** The platform emails the same invitation again. */
  async resend(step: PlanRow): Promise<void> {
    try {
      await invitationResend({ step: step.step });
      announce.show(t.plan.invitation.resending(step.address));
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
  }

  async revoke(step: PlanRow): Promise<void> {
    try {
      await invitationRevoke({ step: step.step });
      announce.show(t.plan.invitation.revoked(step.address));
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
    await this.read();
  }

  /** Invites the person at another address; gives back why that wasn't possible. */
  async correctAddress(step: string, address: string): Promise<Problem | null> {
    try {
      const { plan } = await addressCorrect({ step, address });
      announce.show(t.plan.invitation.addressCorrected(address), {
        label: t.plan.invitation.toCorrected,
        run: () => router.go({ page: "plan", plan }),
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
    this.#rows = new PlanRows(read.rows, read.entry.intent.purpose === "groups");
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

/** The user confirms that sending may resume although the data was restored or copied. */
export const resumeRestoredData = async (): Promise<void> => {
  try {
    await restoredDataResume();
    session.dismissAll("dataRestored");
  } catch (thrown) {
    announce.problem(problemOf(thrown));
  }
  await Promise.all([openPlan.read(), outboxList.read()]);
};
