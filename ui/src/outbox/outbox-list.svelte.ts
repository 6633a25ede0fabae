/** The plans on this computer, for the page Activity and for the history of a space. */

import { outbox, type Outbox } from "../bridge";
import { Resource } from "../lib/resource.svelte";
import { throttle } from "../lib/throttle";

/** The plans of this computer, newest first: for the page Outbox and the history of a space. */
class OutboxList {
  list = new Resource<Outbox>();

  async read(): Promise<void> {
    await this.list.load(outbox);
  }

  /**
   * A plan that is being sent changes many times a second; the list is read twice a second at most.
   */
  reread = throttle(() => this.read(), 500);
}

export const outboxList = new OutboxList();
