/** Scrolling with the keyboard what is too long for its box. */

/** Lets the keyboard scroll what is too long for its box, where nothing in it takes the focus. */
export const scrollableByKeyboard = (box: HTMLElement): (() => void) => {
  const update = (): void => {
    const scrolls = box.scrollHeight > box.clientHeight;
    const reachable = box.querySelector("a[href], button, input, select, textarea, [tabindex]");
    if (scrolls && reachable === null) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const observer = new ResizeObserver(update);
  observer.observe(box);
  if (box.firstElementChild !== null) observer.observe(box.firstElementChild);
  return () => observer.disconnect();
};
