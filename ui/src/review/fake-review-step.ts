/** For tests: the step with the review, drawn, and what it tells the wizard around it. */

import { render } from "@testing-library/svelte";
import { vi } from "vitest";

import type { IntentChoice } from "../bridge";
import ReviewStep from "./ReviewStep.svelte";

export const ada = { name: "Ada Lovelace", address: "ada@uni.example" };
export const max = { name: "Max Meier", address: "max@uni.example" };

/** Draws the review of the draft d1, which the shell has to answer for. */
export const show = () => {
  const told = {
    onchoose: vi.fn<(choice: IntentChoice) => Promise<void>>(),
    onback: vi.fn(),
    ontolist: vi.fn(),
    ontoplace: vi.fn(),
    onkeep: vi.fn(),
  };
  render(ReviewStep, { draft: "d1", saved: "saved", ...told });
  return told;
};
