/** How an email address is made to fit its cell. */

/**
 * An address that is too long for its cell. Letters are taken out before the @, from the middle, so
 * that people of one institution still differ; only where the institution alone is too long does the
 * end of it go.
 */
export const shortenAddress = (address: string, fits: (text: string) => boolean): string => {
  if (fits(address)) return address;
  const at = address.lastIndexOf("@");
  const letters = Array.from(at < 0 ? address : address.slice(0, at));
  const end = at < 0 ? "" : address.slice(at);
  const kept = (count: number): string => {
    const first = Math.ceil(count / 2);
    return `${letters.slice(0, first).join("")}…${letters.slice(letters.length - (count - first)).join("")}`;
  };
  const least = Math.min(fewest, letters.length);
  const count = most(least, letters.length - 1, (some) => fits(kept(some) + end));
  if (count !== null) return kept(count) + end;

  const begin = letters.length > least ? kept(least) : letters.join("");
  const domain = Array.from(end);
  const shown = most(1, domain.length - 1, (some) =>
    fits(`${begin}${domain.slice(0, some).join("")}…`),
  );
  return `${begin}${domain.slice(0, shown ?? 1).join("")}…`;
};

/** So many letters before the @ always stay. */
const fewest = 6;

/** The highest number from `low` to `high` that passes, if the lower ones do. */
const most = (low: number, high: number, passes: (count: number) => boolean): number | null => {
  if (low > high || !passes(low)) return null;
  let [sure, open] = [low, high];
  while (sure < open) {
    const middle = Math.ceil((sure + open) / 2);
    if (passes(middle)) sure = middle;
    else open = middle - 1;
  }
  return sure;
};
