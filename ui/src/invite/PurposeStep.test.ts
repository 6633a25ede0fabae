/**
 * What people can be invited for depends on the space, and whatever it doesn't allow is shown with
 * the reason.
 */

import { cleanup, render, screen } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";

import type {
  IntentChoice,
  Instance,
  Intent,
  InvitationWay,
  PurposeObstacle,
  WayObstacle,
} from "../bridge";
import { anIntent } from "../bridge/fake-plans";
import PurposeStep from "./PurposeStep.svelte";

const tutors: Instance = {
  slug: "tutors",
  name: "Tutors' room",
  description: null,
  kind: "shared",
  shareable: true,
  createdAt: null,
  owner: null,
  lastSnapshot: null,
  people: 3,
};
const ada: Instance = { ...tutors, slug: "ada_1", name: "Ada's own", shareable: false };

const master: Instance = { ...tutors, slug: "master", name: "Master", kind: "master" };

const show = (
  intent: Intent | null = null,
  obstacles: { own: PurposeObstacle | null; shared: PurposeObstacle | null } = {
    own: null,
    shared: null,
  },
  linkObstacle: WayObstacle | null = null,
) => {
  const ways = [
    { way: "email" as const, obstacle: null },
    { way: "link" as const, obstacle: linkObstacle },
  ];
  const onway = vi.fn<(way: InvitationWay) => void>();
  const onchoose = vi.fn<(choice: IntentChoice) => void>();
  const space = {
    purposes: [
      { purpose: "individual" as const, obstacle: obstacles.own, ways },
      { purpose: "shared" as const, obstacle: obstacles.shared, ways: [] },
      { purpose: "groups" as const, obstacle: obstacles.own, ways: [] },
      { purpose: "administrators" as const, obstacle: null, ways: [] },
    ],
    roles: ["editor" as const, "observer" as const],
    instances: [tutors, ada, master],
  };
  render(PurposeStep, { intent, space, way: "email", onchoose, onway });
  return Object.assign(onchoose, { onway });
};
const choice = (name: RegExp): HTMLInputElement => screen.getByRole("radio", { name });

describe("what people are invited for", () => {
  it("is one of those that the space allows", async () => {
    const onchoose = show();
    await userEvent.click(choice(/^With an individual instance each/u));
    expect(onchoose).toHaveBeenLastCalledWith({ purpose: "individual" });
    await userEvent.click(choice(/^As administrators/u));
    expect(onchoose).toHaveBeenLastCalledWith({ purpose: "administrators" });
  });

  it("may be a shared instance, in one of the roles that the space has", async () => {
    const onchoose = show(anIntent({ instance: null, instanceName: null }));
    expect(screen.queryByRole("radio", { name: /^Ada's own/u })).toBeNull();
    await userEvent.click(choice(/^Tutors' room/u));
    expect(onchoose).toHaveBeenLastCalledWith({ instance: "tutors" });
    expect(screen.queryByRole("radio", { name: /^Viewer/iu })).toBeNull();
    await userEvent.click(choice(/^Observer/iu));
    expect(onchoose).toHaveBeenLastCalledWith({ role: "observer" });
  });

  it("shows what a space can't do, with the reason", () => {
    show(null, { own: "dataset", shared: "nothingShared" });
    expect(choice(/^With an individual instance each Not available in a dataset/u).disabled).toBe(
      true,
    );
    expect(choice(/^In group instances Not available in a dataset/u).disabled).toBe(true);
    expect(choice(/^In a shared instance This space has no instance/u).disabled).toBe(true);
    expect(choice(/^As administrators/u).disabled).toBe(false);
  });

  it("can be a course that people join by link", async () => {
    const { onway } = show(anIntent({ purpose: "individual" }));
    expect(choice(/^By email/u).checked).toBe(true);
    await userEvent.click(choice(/^By link/u));
    expect(onway).toHaveBeenLastCalledWith("link");
  });

  it("says why a project has no link", () => {
    show(anIntent({ purpose: "individual" }), undefined, "notACourse");
    expect(choice(/^By link Only a course has a link/u).disabled).toBe(true);
    cleanup();
    show(anIntent({ purpose: "groups" }));
    expect(screen.queryByRole("radio", { name: /^By link/u })).toBeNull();
  });

  it("may be Master, after a warning", () => {
    show(anIntent({ instance: "tutors" }));
    expect(screen.queryByText(/^In Master, administrators prepare/u)).toBeNull();
    cleanup();
    show(anIntent({ instance: "master", instanceName: "Master" }));
    expect(screen.getByText(/^In Master, administrators prepare/u)).toBeTruthy();
  });
});
