/** A domain means the same whether or not it is typed with the @ before it. */

import { describe, expect, it } from "vitest";

import { domainAsTyped } from "./domain";

describe("a domain", () => {
  it("is taken with or without the @", () => {
    expect(domainAsTyped(" @uni.example ")).toBe("uni.example");
    expect(domainAsTyped("uni.example")).toBe("uni.example");
  });
});
