import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { Aim, Instance, SpaceKind } from "../bridge";
import { anAim, ownAim } from "../bridge/fake-plans";
import PurposeStep from "./PurposeStep.svelte";
import { stepOf, stepsOf } from "./steps";

afterEach(cleanup);

const tutors: Instance = {
  slug: "tutors",
  name: "Tutors' room",
  description: null,
  kind: "shared",
  createdAt: null,
  people: 3,
};
const none = anAim({ purpose: null, instance: null, instanceName: null });

const show = (kind: SpaceKind, instances: Instance[], aim: Aim = none) => {
  const onchoose = vi.fn<(aim: Aim) => void>();
  render(PurposeStep, { intent: aim, kind, instances, onchoose });
  return onchoose;
};
const choice = (name: RegExp): HTMLInputElement => screen.getByRole("radio", { name });

describe("what people are invited for", () => {
  it("is one of four, and whoever gets a workspace works in it", async () => {
    const onchoose = show("course", [tutors], { ...none, role: "viewer" });
    await userEvent.click(choice(/^An individual instance for each person/u));
    expect(onchoose).toHaveBeenLastCalledWith(ownAim());
    await userEvent.click(choice(/^Group instances/u));
    expect(onchoose).toHaveBeenLastCalledWith(ownAim({ purpose: "groups" }));
    await userEvent.click(choice(/^Administrators/u));
    expect(onchoose).toHaveBeenLastCalledWith(ownAim({ purpose: "administrators" }));
  });

  it("needs no choice of an instance where there is only one", async () => {
    const onchoose = show("course", [tutors]);
    await userEvent.click(choice(/^A shared instance/u));
    expect(onchoose).toHaveBeenLastCalledWith(
      anAim({ instance: "tutors", instanceName: "Tutors' room" }),
    );
  });

  it("shows what a space cannot do, with the reason", () => {
    show("dataset", []);
    expect(
      choice(/^An individual instance for each person Not available in a dataset/u).disabled,
    ).toBe(true);
    expect(choice(/^Group instances Not available in a dataset/u).disabled).toBe(true);
    expect(choice(/^A shared instance This space has no instance/u).disabled).toBe(true);
    expect(choice(/^Administrators/u).disabled).toBe(false);
  });

  it("decides which steps there are: only new instances are filled with something", () => {
    expect(stepsOf("own")).toContain("withWhat");
    expect(stepsOf("groups")).toContain("withWhat");
    expect(stepsOf("shared")).toEqual(["whatFor", "who", "review"]);
    expect(stepOf("withWhat", "own")).toBe("withWhat");
    expect(stepOf("withWhat", "administrators")).toBe("who");
    expect(stepOf("how", "own")).toBe("whatFor");
  });
});
