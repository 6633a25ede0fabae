import { expect, it } from "vitest";

import { splitAddress } from "./split-address";

it("keeps the institution and the last letters before it", () => {
  expect(splitAddress("maria.echeverria@uni.example")).toEqual({
    start: "maria.echeve",
    end: "rria@uni.example",
  });
  expect(splitAddress("ab@uni.example")).toEqual({ start: "", end: "ab@uni.example" });
  expect(splitAddress("no address")).toEqual({ start: "no address", end: "" });
});
