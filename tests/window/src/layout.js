// What is wrong with the layout of the page: text that is cut in mid-letter, and controls that stick
// out of the window.
const wrongWithLayout = (() => {
  const shown = (element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return (
      style.visibility === "visible" && style.display !== "none" && box.width > 1 && box.height > 1
    );
  };
  const named = (element) =>
    `${element.tagName.toLowerCase()} “${(element.textContent || element.ariaLabel || "").trim().slice(0, 60)}”`;
  const wrong = [];

  for (const control of document.querySelectorAll("button, a[href], input, select, textarea")) {
    const box = control.getBoundingClientRect();
    if (shown(control) && (box.left < -1 || box.right > innerWidth + 1)) {
      wrong.push(`${named(control)} sticks out: ${Math.round(box.left)} to ${Math.round(box.right)}`);
    }
  }

  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === "" || !shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const text = range.getBoundingClientRect();
    if (text.width < 2) continue;
    let { left, right } = text;
    for (let box = element; box !== null && box !== document.body; box = box.parentElement) {
      const style = getComputedStyle(box);
      if (style.clipPath !== "none" || style.position === "fixed") break;
      if (style.overflowX === "visible" || style.display === "inline") continue;
      const clip = box.getBoundingClientRect();
      if (clip.width <= 1) break;
      // What is shortened with an ellipsis ends where its box does, which can be cut in its turn.
      if (style.textOverflow !== "ellipsis" && (right > clip.right + 1 || left < clip.left - 1)) {
        wrong.push(`${named(element)} is cut`);
        break;
      }
      [left, right] = [Math.max(left, clip.left), Math.min(right, clip.right)];
    }
  }
  return wrong;
});
