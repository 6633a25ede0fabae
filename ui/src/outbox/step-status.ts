/** The one mark that stands for several steps of a person. */

import type { PlanRow } from "../bridge";
import { mostUrgent, type StateKind } from "../parts/states";

/** The mark of everything that is done for one person: that of its most urgent step. */
export const chainStatus = (chain: readonly PlanRow[]): StateKind =>
  mostUrgent(chain.map((step) => step.mark));
