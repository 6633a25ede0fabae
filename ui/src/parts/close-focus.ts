/** Giving the focus to a place of the caller's choice when a dialog closes. */

/**
 * Where the keyboard goes when a dialog closes. By itself a dialog gives the focus back to what had
 * it before; that is lost where this can't be pressed any more, such as a button that waits for what
 * it began. A caller with a better place says so here. Setting the focus after the dialog has closed
 * would be a race with what the dialog does itself.
 */
export const closeFocus =
  (to: (() => void) | undefined) =>
  (event: Event): void => {
    if (to === undefined) return;
    event.preventDefault();
    to();
  };
