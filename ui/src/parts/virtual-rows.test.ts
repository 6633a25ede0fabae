/** Only the rows in view are drawn, and a few around them. */

import { describe, expect, it } from "vitest";

import { rangeInView } from "./virtual-rows.svelte";

describe("what is drawn", () => {
  it("is what is visible and a little around it", () => {
    expect(rangeInView({ top: 370, height: 370 }, 37, 1000, 2)).toEqual({ from: 8, to: 22 });
    expect(rangeInView({ top: 0, height: 370 }, 37, 3, 2)).toEqual({ from: 0, to: 3 });
  });
});
