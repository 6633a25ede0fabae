/**
 * An address that is too long for its cell, in two parts: the first is shortened, the second, from
 * the last letters before the @ on, is always shown. So two people of one institution still differ.
 */
export const splitAddress = (address: string): { start: string; end: string } => {
  const at = address.lastIndexOf("@");
  const keep = Math.max(0, at < 0 ? address.length : at - 4);
  return { start: address.slice(0, keep), end: address.slice(keep) };
};
