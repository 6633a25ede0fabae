// What a user finds on the page: things by their role and by the name a screen reader says.
const ROLES = {
  button: "button, [role=button], summary, input[type=button], input[type=submit]",
  link: "a[href], [role=link]",
  tab: "[role=tab]",
  item: "[role=menuitem], [role=menuitemradio], [role=menuitemcheckbox], [role=option], [role=treeitem]",
  choice: "input[type=radio], input[type=checkbox], [role=radio], [role=checkbox], [role=switch]",
  field:
    "textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=searchbox], " +
    "input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=hidden])",
  heading: "h1, h2, h3, h4, [role=heading]",
  row: "tr, [role=row]",
  cell: "td, [role=cell], [role=gridcell]",
};

const squeeze = (text) => text.replace(/\s+/g, " ").trim();

function isShown(element) {
  // What is off for screen readers is not there for this user either.
  if (element.closest("[hidden], [inert], [aria-hidden=true]")) return false;
  return element.checkVisibility({ visibilityProperty: true });
}

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.matches("[aria-hidden=true], script, style"))
    return "";
  if (!node.checkVisibility({ visibilityProperty: true })) return "";
  const label = node.getAttribute("aria-label") ?? node.getAttribute("alt");
  if (label) return ` ${label} `;
  const parts = [...node.childNodes].map(textOf).join("");
  return getComputedStyle(node).display.startsWith("inline") ? parts : ` ${parts} `;
}

function nameOf(element) {
  const by = element.getAttribute("aria-labelledby");
  if (by) {
    const labels = by.split(/\s+/).map((id) => document.getElementById(id)?.textContent ?? "");
    return squeeze(labels.join(" "));
  }
  const own = element.getAttribute("aria-label");
  if (own) return squeeze(own);
  if (element.labels?.length) return squeeze([...element.labels].map(textOf).join(" "));
  if (element.matches(ROLES.field)) {
    return squeeze(element.getAttribute("title") ?? element.placeholder ?? "");
  }
  return squeeze([...element.childNodes].map(textOf).join("")) || squeeze(element.title ?? "");
}

function all(roles) {
  const selector = roles.map((role) => ROLES[role]).join(", ");
  return [...document.querySelectorAll(selector)].filter(isShown);
}

function find(roles, name) {
  const named = all(roles).map((element) => [element, nameOf(element)]);
  // The whole name goes before a part of it, and what lies on top before what lies below. A button
  // that asks first isn't taken for the button of its question, which may not have come up yet:
  // "Withdraw link" is in the dialog that "Withdraw link…" opens.
  const begins = (found) => found.startsWith(name) && found[name.length] !== "…";
  const match =
    named.findLast(([, found]) => found === name) ?? named.findLast(([, found]) => begins(found));
  return match?.[0] ?? null;
}

const names = (roles) => all(roles).map(nameOf);
const visibleText = () => squeeze(document.body?.innerText ?? "");
