/** Work in slices stops as soon as its result isn't wanted any more. */

import { describe, expect, it } from "vitest";

import { runInSlices } from "./time-slicing";

describe("long work", () => {
  it("ends when nobody wants it any more", async () => {
    let steps = 0;
    function* endless(): Generator<undefined, never> {
      for (;;) {
        steps += 1;
        yield;
      }
    }
    expect(await runInSlices(endless(), () => false)).toBeNull();
    expect(steps).toBeGreaterThan(0);
  });
});
