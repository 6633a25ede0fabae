/**
 * An address that is too long is shortened from the middle, so that the person and the institution
 * can both still be recognised.
 */

import { describe, expect, it } from "vitest";

import { shortenAddress } from "./shorten-address";

const inLetters =
  (most: number) =>
  (text: string): boolean =>
    Array.from(text).length <= most;

describe("an address that is too long", () => {
  it("stays as it is where it fits", () => {
    expect(shortenAddress("ada@uni.example", inLetters(15))).toBe("ada@uni.example");
  });

  it("loses letters from the middle of what stands before the @", () => {
    expect(shortenAddress("maria.angeles.fernandez@uni.example", inLetters(23))).toBe(
      "maria…andez@uni.example",
    );
  });

  it("keeps a few letters of the person and shortens the institution where that is too long", () => {
    expect(shortenAddress("maria.angeles@students.economics.example", inLetters(20))).toBe(
      "mar…les@students.ec…",
    );
  });

  it("cuts no letter of two units in half", () => {
    expect(shortenAddress("😀😀😀😀😀😀😀😀😀😀@x.example", inLetters(17))).toBe(
      "😀😀😀…😀😀😀@x.example",
    );
  });

  it("is shortened without an @ as well", () => {
    expect(shortenAddress("not-an-address-at-all", inLetters(11))).toBe("not-a…t-all");
  });
});
