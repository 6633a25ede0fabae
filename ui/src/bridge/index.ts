/** What the window has of the shell: its commands, its changes and their types. */

export * from "./calls";
export { problemOf, Refused } from "./call";
export { onChanged } from "./changed";
export type * from "./types";
