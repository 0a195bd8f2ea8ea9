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
// that are chosen, text that is typed, and forms that only the scripts can send.
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
/** @type {Set<HTMLFormElement>} */
const filled = new Set();
/** @param {SubmitEvent} event */
const holdForm = (event) => {
  const { target } = event;
  if (!(target instanceof HTMLFormElement) || !target.matches("[data-rendered] form:not([action])")) return;
  event.preventDefault();
  filled.add(target);
};
globalThis.addEventListener("click", hold, true);
globalThis.addEventListener("submit", holdForm, true);
globalThis.addEventListener(
  "taken-over",
  () => {
    globalThis.removeEventListener("click", hold, true);
    globalThis.removeEventListener("submit", holdForm, true);
    for (const field of document.querySelectorAll("[data-rendered] :is(input, textarea)")) {
      const kind = field.type === "file" ? "change" : "input";
      if (field.value !== field.defaultValue) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    for (const button of early) {
      button.removeAttribute("aria-busy");
      if (button.isConnected) button.click();
    }
    for (const form of filled) form.requestSubmit();
  },
  { once: true },
);
