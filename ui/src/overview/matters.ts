/** What the overview says of each thing that needs attention, and where its button leads. */

import { type Matter, problemOf, stepsDismiss, stepsDo, type StepState } from "../bridge";
import type { RichText } from "../lib/rich-text";
import type { StateKind } from "../parts/states";
import { showComparison } from "../space/compare/show-comparison";
import { announce } from "../state/announce.svelte";
import { router } from "../state/router.svelte";
import { session } from "../state/session.svelte";
import { t } from "../texts/first";

/** How one matter is shown: its mark, its sentence, and the one button that leads to it. */
export type MatterLine = {
  mark: StateKind;
  text: RichText;
  button: string;
  run: () => void;
  /** Says that the user has dealt with it. */
  dismiss?: () => void;
};

const marks: Partial<Record<StepState, StateKind>> = { unknown: "unknown" };

export const lineOf = ({ about, place }: Matter): MatterLine => {
  const words = t.overview.matters;
  switch (about.what) {
    case "keyRefused":
      return {
        mark: "failed",
        text: [t.keyNotes.refused],
        button: t.status.enterKey,
        run: enterKey,
      };
    case "keyMissing":
      return {
        mark: "failed",
        text: [t.keyNotes.missing],
        button: t.status.enterKey,
        run: enterKey,
      };
    case "unreadable":
      return {
        mark: "failed",
        text: [words.unreadable],
        button: words.showDetails,
        run: () => announce.problem(about.problem),
      };
    case "linkExpires": {
      const expired = Date.parse(about.expiresAt) <= Date.now();
      return {
        mark: expired ? "failed" : "waiting",
        text: words.linkExpires(about.expiresAt, Date.now()),
        button: words.openLink,
        run: () => {
          if (place !== null)
            router.go({ page: "space", org: place.org, space: place.space, tab: "link" });
        },
      };
    }
    case "missing":
      return {
        mark: "never",
        text: words.missing(about.count),
        button: words.showPeople,
        run: () => {
          if (place !== null) showComparison(place.org, place.space, "missing");
        },
      };
    case "planAsks":
      return {
        mark: "waiting",
        text: words.planAsks(
          t.outbox.planName(about.intent, { all: about.people }),
          t.overview.holds[about.hold.why],
        ),
        button: words.decide,
        run: () => router.go({ page: "plan", plan: about.plan }),
      };
    case "stepsFailed":
      return {
        mark: marks[about.state] ?? "failed",
        text: words.stepsFailed(about.kind, about.state, about.count, about.first),
        button: words.showDetails,
        run: () => router.go({ page: "plan", plan: about.plan }),
        // Nobody knows what became of the others, so there is more to decide about them.
        ...(about.state === "unknown" ? {} : { dismiss: () => void dismiss(about) }),
      };
    case "draftToFix": {
      const draft =
        about.name === ""
          ? t.drafts.unnamed({
              spaceName: place?.spaceName ?? "",
              instances: null,
              distributes: null,
            })
          : about.name;
      return {
        mark: "failed",
        text: words.draftToFix(about.count, draft),
        button: words.openDraft,
        run: () => {
          if (place === null || session.accountId === null) return;
          router.go({
            page: "invite",
            account: session.accountId,
            org: place.org,
            space: place.space,
            draft: about.draft,
          });
        },
      };
    }
  }
};

const enterKey = (): void => {
  if (session.accountId !== null) router.go({ page: "enterKey", account: session.accountId });
};

/** The failed steps of a plan need no attention any more, until the user takes that back. */
const dismiss = async (
  failed: Extract<Matter["about"], { what: "stepsFailed" }>,
): Promise<void> => {
  const { plan, kind, state, count } = failed;
  try {
    const { steps } = await stepsDismiss({ plan, kind, state });
    announce.show(t.plan.dismissed(count), {
      label: t.common.undo,
      run: () => void restore(steps),
    });
  } catch (thrown) {
    announce.problem(problemOf(thrown));
  }
};

const restore = async (steps: string[]): Promise<void> => {
  try {
    await stepsDo({ steps, action: "restore" });
  } catch (thrown) {
    announce.problem(problemOf(thrown));
  }
};
