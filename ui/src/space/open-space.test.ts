/**
 * A space that was never read is read from the platform, and one whose data can't be read shows
 * that problem instead.
 */

import { afterEach, describe, expect, it } from "vitest";

import { type Asked, fakeShell, refuse } from "../bridge/fake-shell";
import { aSpace } from "../bridge/fake-space";
import type { ProblemCode, SpaceRef } from "../bridge";
import { openSpace } from "./open-space.svelte";

const key = { account: "practice", org: "uni", space: "finance_i" };

const shellThatHasNotRead = (code: ProblemCode): Asked =>
  fakeShell({
    space: (which: SpaceRef) => {
      if (!which.fresh) refuse(code);
      return aSpace([]);
    },
  });

afterEach(() => openSpace.seen.clear());

describe("a space that is opened", () => {
  it("is read from the platform when it was never read before", async () => {
    const asked = shellThatHasNotRead("notLoaded");
    await openSpace.open(key);
    expect(asked.map(({ request }) => (request as SpaceRef).fresh)).toEqual([false, true]);
    expect(openSpace.seen.value?.slug).toBe("finance_i");
  });

  it("shows that its data can't be read, and doesn't ask the platform instead", async () => {
    const asked = shellThatHasNotRead("dataUnreadable");
    await openSpace.open(key);
    expect(asked).toHaveLength(1);
    expect(openSpace.seen.problem?.code).toBe("dataUnreadable");
  });
});
