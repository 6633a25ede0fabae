/**
 * How everything that opens over a page closes: dialogs, the search palette, menus. The library says
 * that the user has closed it, and the caller, who knows what follows, takes it away.
 */

/** It is there only while it is open. */
export const whileMounted = (): boolean => true;

/** Passes on that it was closed. That it was opened is nobody else's doing. */
export const closes =
  (onclose: () => void) =>
  (open: boolean): void => {
    if (!open) onclose();
  };
