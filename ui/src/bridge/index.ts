export * from "./calls";
export { problemOf, Refused } from "./call";
export { onChanged } from "./changed";
export type * from "./types";
