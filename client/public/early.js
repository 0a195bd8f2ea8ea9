// Runs before the first paint. A file of its own, since the content security policy allows no inline script.

// A reader who chose dark never sees a white flash.
try {
  const { localStorage, document } = globalThis;
  const chosen = { theme: "rapporteur:theme", textSize: "rapporteur:text-size" };
  for (const [name, key] of Object.entries(chosen)) {
    const value = localStorage.getItem(key);
    if (value) document.documentElement.dataset[name] = value;
  }
} catch {
  // Storage is refused (a private window): the system's colours hold.
}

// A button that is pressed before the scripts are there shows so, and acts when they take over the page. So do files
// that are chosen, and text that is typed.
/** @type {Set<HTMLElement>} */
const early = new Set();
/** @param {MouseEvent} event */
const hold = (event) => {
  const { target } = event;
  /** @type {HTMLElement | null} */
  const button = target instanceof Element ? target.closest("[data-rendered] button[type=button]") : null;
  if (!button) return;
  event.stopImmediatePropagation();
  button.setAttribute("aria-busy", "true");
  early.add(button);
};
globalThis.addEventListener("click", hold, true);
globalThis.addEventListener(
  "taken-over",
  () => {
    globalThis.removeEventListener("click", hold, true);
    for (const field of document.querySelectorAll("[data-rendered] :is(input, textarea)")) {
      const kind = field.type === "file" ? "change" : "input";
      if (field.value !== field.defaultValue) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    for (const button of early) {
      button.removeAttribute("aria-busy");
      if (button.isConnected) button.click();
    }
  },
  { once: true },
);
