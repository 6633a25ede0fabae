/** Chooses the sentences for a plan by what it is about: people, or instances. */

import type { Intent } from "../bridge";
import { t } from "../texts";

/** Whether the lines of a plan are instances. */
export const isAboutInstances = (intent: Pick<Intent, "createsOnly" | "purpose">): boolean =>
  intent.createsOnly || intent.purpose === "distribute";

const ofPeople = {
  progress: t.outbox.progress,
  doneAll: t.outbox.doneAll,
  doneSome: t.outbox.doneSome,
  title: t.plan.title,
  reached: t.plan.reached,
  besides: t.plan.besides,
  announce: t.plan.announce,
  announceEnd: t.plan.announceEnd,
  cancelText: t.plan.cancelText,
  undone: t.plan.grace.undone,
  search: t.plan.search,
  label: t.peopleTab.label,
  foot: t.plan.foot,
  chips: t.plan.chips,
};

/** What is said of a plan's lines: they are people, or instances where nobody is invited. */
export const planWords = (intent: Pick<Intent, "createsOnly" | "purpose">): typeof ofPeople => {
  if (intent.purpose === "distribute") return t.distributionPlan;
  return intent.createsOnly ? t.instancePlan : ofPeople;
};
