/**
 * The institution's domains are those that Cohort learned until the user enters others, and nothing
 * that isn't a domain is kept.
 */

import { render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { Domains, DomainsChange } from "../bridge";
import { type Asked, fakeShell, requestsOf } from "../bridge/fake-shell";
import DomainsDialog from "./DomainsDialog.svelte";

let kept: Domains = { learned: [], own: null };
let asked: Asked = [];

beforeEach(() => {
  kept = { learned: ["uni.example"], own: null };
  asked = fakeShell({
    domains: () => kept,
    domains_change: ({ own }: DomainsChange) => {
      kept = { ...kept, own };
      return kept;
    },
  });
});

const changes = (): unknown[] => requestsOf(asked, "domains_change");
const show = async (): Promise<() => void> => {
  const onclose = vi.fn();
  render(DomainsDialog, { account: "a", org: "o", space: "s", onclose });
  await screen.findByText("uni.example");
  return onclose;
};

describe("the domains of the institution", () => {
  it("are those that were learned, until the user gives others", async () => {
    const onclose = await show();
    await userEvent.click(screen.getByRole("radio", { name: /Use these domains instead/u }));
    const own = screen.getByRole("textbox", { name: "Domains, one per line" });
    expect(own).toHaveProperty("value", "uni.example");
    await userEvent.type(own, "\n@students.uni.example");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(() => onclose).toHaveBeenCalled();
    expect(changes()).toEqual([
      { account: "a", org: "o", space: "s", own: ["uni.example", "students.uni.example"] },
    ]);
  });

  it("are learned again when the user's own are given up", async () => {
    kept = { learned: ["uni.example"], own: ["other.example"] };
    await show();
    await userEvent.click(screen.getByRole("radio", { name: /Use the domains of people/u }));
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    await expect.poll(changes).toEqual([{ account: "a", org: "o", space: "s", own: null }]);
  });

  it("aren't kept while one of them is no domain", async () => {
    await show();
    await userEvent.click(screen.getByRole("radio", { name: /Use these domains instead/u }));
    await userEvent.type(screen.getByRole("textbox"), "\nada@uni");
    expect((await screen.findByRole("alert")).textContent).toContain("“ada@uni” isn't a domain.");
    await userEvent.click(screen.getByRole("button", { name: "Save" }));
    expect(changes()).toEqual([]);
  });
});
