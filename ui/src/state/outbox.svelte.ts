import {
  outbox,
  type Plan,
  plan,
  type PlanAction,
  planDo,
  type PlanEntry,
  problemOf,
  type StepAction,
  stepDo,
} from "../bridge";
import { type Sample, withSample } from "../lib/pace";
import { endedOf } from "../lib/plan-counts";
import { announce } from "./announce.svelte";
import { calmly } from "./calmly";
import { Loaded } from "./loaded.svelte";

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

/** The plan that is open. */
class OpenPlan {
  seen = new Loaded<Plan>();
  samples = $state.raw<Sample[]>([]);
  #plan: string | null = null;

  async open(id: string): Promise<void> {
    if (this.#plan !== id) {
      this.seen.clear();
      this.samples = [];
    }
    this.#plan = id;
    await this.read();
  }

  async read(): Promise<void> {
    const id = this.#plan;
    if (id === null) return;
    const read = await this.seen.load(() => plan({ plan: id }));
    if (read) this.#noteSample(read.entry);
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
      if (this.seen.value?.entry.id === entry.id) {
        this.seen.value = { ...this.seen.value, entry };
      }
      done = true;
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
    await this.read();
    return done;
  }

  async doSteps(steps: readonly string[], action: StepAction): Promise<void> {
    try {
      for (const step of steps) await stepDo({ step, action });
    } catch (thrown) {
      announce.problem(problemOf(thrown));
    }
    await this.read();
  }

  #noteSample(entry: PlanEntry): void {
    this.samples =
      entry.state === "sending"
        ? withSample(this.samples, { at: Date.now(), settled: endedOf(entry.counts) })
        : [];
  }
}

export const openPlan = new OpenPlan();
