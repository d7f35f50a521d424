// Elements are made, never parsed: no text of a document becomes mark-up.

const by = (id) => document.getElementById(id);

/** An element with attributes (those that are false, null or undefined are left out) and children: nodes or text. */
function el(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) {
    if (value === false || value == null) continue;
    element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== false && child != null));
  return element;
}

/** A link to a place in a document, where there is something to open; the words alone otherwise. */
const link = (href, words) => (href ? el("a", { href }, words) : words);

/** "1 record", "2 records". */
const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
