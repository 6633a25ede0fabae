// What is wrong with the layout of the page: text that is cut in mid-letter or lies over other text,
// and controls that stick out of the window.
const wrongWithLayout = (() => {
  const shown = (element) => {
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    // What is folded away has a box too.
    if (!element.checkVisibility()) return false;
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

  // The part of each line of text that can be seen, with the element that shows it.
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const element = node.parentElement;
    if (node.data.trim() === "" || !shown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const line of range.getClientRects()) {
      let { left, top, right, bottom } = line;
      for (let box = element; box !== null && box !== document.body; box = box.parentElement) {
        const style = getComputedStyle(box);
        if (style.position === "fixed") break;
        if (style.display === "inline" || style.overflow === "visible") continue;
        const clip = box.getBoundingClientRect();
        [left, right] = [Math.max(left, clip.left), Math.min(right, clip.right)];
        [top, bottom] = [Math.max(top, clip.top), Math.min(bottom, clip.bottom)];
      }
      // A line is higher than its letters, and lines that are set close may touch.
      [top, bottom] = [top + line.height / 4, bottom - line.height / 4];
      if (right - left > 2 && bottom - top > 2) lines.push({ element, left, top, right, bottom });
    }
  }
  lines.sort((one, other) => one.top - other.top);
  const isPainted = (element) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(element);
    return !/^(transparent|rgba\(.*, 0\))$/u.test(backgroundColor) || backgroundImage !== "none";
  };
  // Whether the text on top has a surface of its own below it, which hides the other one.
  const hides = (top, below) => {
    for (let box = top; box !== null && !box.contains(below); box = box.parentElement) {
      if (isPainted(box)) return true;
    }
    return false;
  };
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (other.top > one.bottom - 2) break;
      if (one.element === other.element) continue;
      const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
      const [top, bottom] = [Math.max(one.top, other.top), Math.min(one.bottom, other.bottom)];
      if (right - left < 3 || bottom - top < 3) continue;
      const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
      // Where neither of the two is on top, something else lies over both.
      const onTop = [one, other].find(({ element }) => hit === element || element.contains(hit));
      if (onTop === undefined) continue;
      const below = onTop === one ? other : one;
      if (!hides(onTop.element, below.element)) {
        wrong.push(`${named(onTop.element)} lies over ${named(below.element)}`);
      }
    }
  }
  return wrong;
});
