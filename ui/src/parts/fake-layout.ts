/** For tests: what an element says of its size, since jsdom does no layout. */

import { vi } from "vitest";

/** For tests: elements have no width until the test ends, and without one everything finds room. */
export const everythingFits = (): void => {
  vi.spyOn(HTMLElement.prototype, "clientWidth", "get").mockReturnValue(0);
};
