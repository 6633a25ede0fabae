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
    await userEvent.click(choice(/^With an individual instance each/u));
    expect(onchoose).toHaveBeenLastCalledWith(individualIntent());
    await userEvent.click(choice(/^In group instances/u));
    expect(onchoose).toHaveBeenLastCalledWith(individualIntent({ purpose: "groups" }));
    await userEvent.click(choice(/^As administrators/u));
    expect(onchoose).toHaveBeenLastCalledWith(individualIntent({ purpose: "administrators" }));
  });

  it("needs no choice of an instance where there is only one", async () => {
    const onchoose = show("course", [tutors]);
    await userEvent.click(choice(/^In a shared instance/u));
    expect(onchoose).toHaveBeenLastCalledWith(
      anIntent({ instance: "tutors", instanceName: "Tutors' room" }),
    );
  });

  it("shows what a space cannot do, with the reason", () => {
    show("dataset", []);
    expect(choice(/^With an individual instance each Not available in a dataset/u).disabled).toBe(
      true,
    );
    expect(choice(/^In group instances Not available in a dataset/u).disabled).toBe(true);
    expect(choice(/^In a shared instance This space has no instance/u).disabled).toBe(true);
    expect(choice(/^As administrators/u).disabled).toBe(false);
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
