import type { Purpose } from "../bridge";

/** Whether invitations for this purpose create instances, which then are filled with material. */
export const createsInstances = (purpose: Purpose | null): boolean =>
  purpose === "individual" || purpose === "groups";
