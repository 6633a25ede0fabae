/**
 * Says beside which field of the account form a problem belongs, so that the user reads it where it
 * can be put right.
 */

import type { Problem, ProblemCode } from "../bridge";

const aboutAddress: readonly ProblemCode[] = [
  "addressInvalid",
  "addressInsecure",
  "accountKnown",
  "notThePlatform",
  "tlsRefused",
];
const aboutKey: readonly ProblemCode[] = ["keyRefused", "keyEmpty"];

/**
 * The form of a known account has no field for the address, so it shows such a problem as a whole.
 */
export const fieldOf = ({ code }: Problem, isNewAccount: boolean): "address" | "key" | "form" => {
  if (aboutKey.includes(code)) return "key";
  return isNewAccount && aboutAddress.includes(code) ? "address" : "form";
};
