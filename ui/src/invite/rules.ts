import type { Intent, Instance, Purpose, Role, SpaceKind } from "../bridge";
import type { Step } from "./steps";

/**
 * Rules of the domain that the steps of an invitation need before the shell is asked: what a draft
 * starts with, what can be chosen, and what it still lacks. The shell checks all of it again. They
 * stand in one place so that they can move to the shell, which knows them best.
 */

/** What a draft is for before anything was chosen. */
export const newIntent = (kind: SpaceKind): Intent => ({
  purpose: null,
  instance: null,
  instanceName: null,
  role: kind === "dataset" ? "observer" : "editor",
  material: "distributed",
  snapshot: null,
  existing: null,
});

/** The roles in which somebody can be invited into an instance of such a space. */
export const rolesIn = (kind: SpaceKind): readonly Role[] =>
  kind === "dataset" ? ["editor", "observer"] : ["editor", "viewer"];

/** The existing instances that people can be invited into. */
export const shareableInstances = (instances: readonly Instance[]): readonly Instance[] =>
  instances.filter((instance) => instance.kind === "shared" || instance.kind === "master");

/** Why a purpose cannot be chosen; null where it can. Until the space was read, nothing speaks against it. */
export const obstacleToPurpose = (
  purpose: Purpose,
  kind: SpaceKind,
  instances: readonly Instance[] | null,
): "dataset" | "nothingShared" | null => {
  switch (purpose) {
    case "individual":
    case "groups":
      return kind === "dataset" ? "dataset" : null;
    case "shared":
      return instances !== null && shareableInstances(instances).length === 0
        ? "nothingShared"
        : null;
    case "administrators":
      return null;
  }
};

/** The intent after a purpose was chosen, with the role and the instance that follow from it. */
export const withPurpose = (
  before: Intent,
  purpose: Purpose,
  kind: SpaceKind,
  instances: readonly Instance[] | null,
): Intent => {
  // Whoever gets an instance to work in is an editor of it.
  if (purpose !== "shared") {
    return { ...before, purpose, instance: null, instanceName: null, role: "editor" };
  }
  const shareable = shareableInstances(instances ?? []);
  // With one instance there is nothing to choose.
  const only = shareable.length === 1 ? shareable[0] : undefined;
  return {
    ...before,
    purpose,
    instance: before.instance ?? only?.slug ?? null,
    instanceName: before.instanceName ?? only?.name ?? null,
    role: kind === "dataset" ? "observer" : before.role,
  };
};

export type Lack = "purpose" | "instance" | "people" | "snapshot";

/** What a step still lacks before the next one makes sense. */
export const lackOf = (step: Step, intent: Intent, people: number): Lack | null => {
  switch (step) {
    case "whatFor":
      if (intent.purpose === null) return "purpose";
      return intent.purpose === "shared" && intent.instance === null ? "instance" : null;
    case "who":
      return people === 0 ? "people" : null;
    case "withWhat":
      return intent.material === "snapshot" && intent.snapshot === null ? "snapshot" : null;
    case "review":
      return null;
  }
};
