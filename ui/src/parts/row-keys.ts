/** The keys that move in a list of rows. */

/** To which row a key leads in a list with one active row; undefined for a key that doesn't move. */
export const rowForKey = (
  key: string,
  active: number,
  { count, page }: { count: number; page: number },
): number | undefined => {
  const moves: Partial<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: count - 1,
  };
  return moves[key];
};
