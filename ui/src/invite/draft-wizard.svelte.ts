/**
 * What the three wizards that are kept as drafts have in common: which step is open, which can be
 * reached, and saving before moving on.
 */

import type { Draft, DraftStep, Intent, IntentChoice, InvitationStep, Space } from "../bridge";
import { openDraft } from "../drafts/open-draft.svelte";
import { openSpace } from "../space/open-space.svelte";
import { announce } from "../state/announce.svelte";
import { type Route, router } from "../state/router.svelte";
import { t } from "../texts";

export type WizardRoute = Extract<Route, { page: "invite" | "addInstance" | "distribute" }>;

type Options = {
  route: () => WizardRoute;
  /** The step that is open where there is no draft yet. */
  first: DraftStep;
  /** The steps of a draft that is still to be made. */
  stepsOf: (space: Space) => readonly InvitationStep[];
  /** The choice that a draft of this page begins with, whatever is chosen first. */
  begin?: IntentChoice;
  /** Ends when what was typed just now is saved: it decides which steps can be reached. */
  typingSaved?: () => Promise<void>;
  /** A draft was opened. */
  onopened?: () => void;
  /** A step was opened, and the button that led to it is gone. */
  onstep: (step: DraftStep) => void;
};

/**
 * The steps of a draft, one of which is open. With the first choice there is a draft, which keeps
 * every further one and the step, so that nothing is lost by going back or by closing the window.
 */
export class DraftWizard {
  step = $state<DraftStep>("review");
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    this.step = options.first;
  }

  get place(): { account: string; org: string; space: string } {
    const { account, org, space } = this.#options.route();
    return { account, org, space };
  }

  readonly space = $derived.by((): Space | null => {
    const { value } = openSpace.seen;
    const { org, space } = this.#options.route();
    return value?.org === org && value.slug === space ? value : null;
  });
  readonly head = $derived.by((): Draft | null => openDraft.head);
  readonly intent = $derived.by((): Intent | null => this.head?.intent ?? null);
  readonly spaceName = $derived.by(
    () => this.head?.spaceName ?? this.space?.name ?? this.#options.route().space,
  );
  readonly steps = $derived.by((): readonly InvitationStep[] => {
    if (this.head !== null) return openDraft.steps;
    return this.space === null ? [] : this.#options.stepsOf(this.space);
  });
  readonly #at = $derived.by(() => this.steps.findIndex((each) => each.step === this.step));
  readonly lack = $derived.by(() => this.steps[this.#at]?.lack ?? null);
  readonly next = $derived.by(() => this.steps[this.#at + 1]?.step);
  readonly before = $derived.by(() => this.steps[this.#at - 1]?.step);

  /** Opens the draft of the route, or starts without one. */
  readonly start = (): void => {
    void openSpace.open(this.place);
    const { draft } = this.#options.route();
    if (draft === null) void openDraft.begin();
    else void this.open(draft);
  };

  async open(draft: string): Promise<void> {
    await openDraft.open(draft);
    if (openDraft.head === null) return;
    this.step = openDraft.head.step;
    this.#options.onopened?.();
  }

  readonly choose = async (choice: IntentChoice): Promise<void> => {
    const { begin } = this.#options;
    if (openDraft.head === null && begin !== undefined) {
      await openDraft.choose(begin, this.step, this.place);
      this.#noteDraft();
    }
    // The draft couldn't be made: the problem stands on the page.
    if (openDraft.head === null && begin !== undefined) return;
    await openDraft.choose(choice, this.step, this.place);
    this.#noteDraft();
  };

  /** The route names the draft, so that the page can be left and found again. */
  #noteDraft(): void {
    const route = this.#options.route();
    if (openDraft.head !== null && route.draft === null)
      router.replace({ ...route, draft: openDraft.head.id });
  }

  readonly go = async (next: DraftStep): Promise<void> => {
    const { typingSaved, onstep } = this.#options;
    if (typingSaved !== undefined) await typingSaved();
    if (this.steps.find((each) => each.step === next)?.reachable !== true) return;
    this.step = next;
    // Undo in a toast is about the step that is left now.
    announce.dismiss();
    onstep(next);
    if (openDraft.head !== null) void openDraft.setStep(next);
  };

  /** Leaves for a tab of the space. What was chosen stays in the draft. */
  leave(tab: "people" | "instances", kept: string): void {
    if (openDraft.head !== null) announce.show(kept);
    const { org, space } = this.place;
    router.go({ page: "space", org, space, tab });
  }

  readonly isUnsaved = $derived.by(() => openDraft.problem !== null && openDraft.saving === 0);

  /** Whether what was chosen is on the disk; `saved` is what is said where it is. */
  saved(saved: string): string {
    if (openDraft.saving > 0) return t.wizard.saving;
    return openDraft.problem === null ? saved : t.wizard.notSaved;
  }
}
