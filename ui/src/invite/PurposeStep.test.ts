import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";

import type { Intent, Instance, SpaceKind } from "../bridge";
import { anIntent, individualIntent } from "../bridge/fake-plans";
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
const none = anIntent({ purpose: null, instance: null, instanceName: null });

const show = (kind: SpaceKind, instances: Instance[], intent: Intent = none) => {
  const onchoose = vi.fn<(intent: Intent) => void>();
  render(PurposeStep, { intent: intent, kind, instances, onchoose });
  return onchoose;
};
const choice = (name: RegExp): HTMLInputElement => screen.getByRole("radio", { name });

describe("what people are invited for", () => {
  it("is one of four, and whoever gets a workspace works in it", async () => {
    const onchoose = show("course", [tutors], { ...none, role: "viewer" });
    await userEvent.click(choice(/^An individual instance for each person/u));
    expect(onchoose).toHaveBeenLastCalledWith(individualIntent());
    await userEvent.click(choice(/^Group instances/u));
    expect(onchoose).toHaveBeenLastCalledWith(individualIntent({ purpose: "groups" }));
    await userEvent.click(choice(/^Administrators/u));
    expect(onchoose).toHaveBeenLastCalledWith(individualIntent({ purpose: "administrators" }));
  });

  it("needs no choice of an instance where there is only one", async () => {
    const onchoose = show("course", [tutors]);
    await userEvent.click(choice(/^A shared instance/u));
    expect(onchoose).toHaveBeenLastCalledWith(
      anIntent({ instance: "tutors", instanceName: "Tutors' room" }),
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
    expect(stepsOf("individual")).toContain("withWhat");
    expect(stepsOf("groups")).toContain("withWhat");
    expect(stepsOf("shared")).toEqual(["whatFor", "who", "review"]);
    expect(stepOf("withWhat", "individual")).toBe("withWhat");
    expect(stepOf("withWhat", "administrators")).toBe("who");
    expect(stepOf("how", "individual")).toBe("whatFor");
  });
});
