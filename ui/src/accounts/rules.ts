import type { Problem, ProblemCode } from "../bridge";

/**
 * Which field of the account form a problem belongs to. It stands here so that it can move to the
 * shell, which knows what it checked.
 */

const aboutAddress: readonly ProblemCode[] = [
  "addressInvalid",
  "addressInsecure",
  "accountKnown",
  "notThePlatform",
  "tlsRefused",
];
const aboutKey: readonly ProblemCode[] = ["keyRefused", "keyEmpty"];

/** The form of a known account has no field for the address, so it shows such a problem as a whole. */
export const fieldOf = ({ code }: Problem, isNewAccount: boolean): "address" | "key" | "form" => {
  if (aboutKey.includes(code)) return "key";
  return isNewAccount && aboutAddress.includes(code) ? "address" : "form";
};
