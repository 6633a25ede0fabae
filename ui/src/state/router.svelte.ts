import type { Choices, FileRef } from "../bridge";
import type { FileAim } from "../files/file-target";

export type Tab = "people" | "instances" | "history";

export type Place =
  | { page: "welcome" }
  | { page: "nothing" }
  | { page: "space"; org: string; space: string; tab: Tab }
  | { page: "invite"; account: string; org: string; space: string; draft: string | null }
  /** What the columns of a file hold, before its people are taken. */
  | { page: "file"; file: FileRef; aim: FileAim; choices: Choices | null }
  | { page: "difference"; file: FileRef; aim: FileAim; choices: Choices | null }
  | { page: "drafts" }
  | { page: "outbox" }
  | { page: "plan"; plan: string }
  | { page: "addAccount" }
  | { page: "giveKey"; account: string };

/** Which page the right side shows, and the way back. */
class Where {
  place = $state.raw<Place>({ page: "nothing" });
  #before: Place[] = [];

  go(place: Place): void {
    this.#before.push(this.place);
    if (this.#before.length > 50) this.#before.shift();
    this.place = place;
  }

  /** The same page reads differently now: the way back does not grow. */
  replace(place: Place): void {
    this.place = place;
  }

  back(): void {
    this.place = this.#before.pop() ?? { page: "nothing" };
  }
}

export const where = new Where();
