// Runs before the first paint, within the page. The content security policy allows it by its hash.

// A reader who chose dark never sees a white flash.
try {
  const { localStorage, document } = globalThis;
  const chosen = { theme: "rapporteur:theme", textSize: "rapporteur:text-size", faces: "rapporteur:faces" };
  for (const [name, key] of Object.entries(chosen)) {
    const value = localStorage.getItem(key);
    if (value) document.documentElement.dataset[name] = value;
  }
} catch {
  // Storage is refused (a private window): the system's colours hold.
}

// The loader of scripts does not fetch styles that the page has a link to. A disabled link is not fetched either.
for (const href of globalThis.document.querySelector("style")?.dataset["files"]?.split(" ") ?? []) {
  const link = globalThis.document.createElement("link");
  Object.assign(link, { rel: "stylesheet", disabled: true, href });
  globalThis.document.head.append(link);
}

// A button that is pressed before the scripts are there shows so, and acts when they take over the page. So do fields
// that are changed, and forms that only the scripts can send.
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
// Our own faces come after the scripts, because a slow line first carries what makes the page usable. Lines may then break
// elsewhere, so a text that somebody has begun to read keeps its face, and only later pages get ours.
const fetchFaces = async () => {
  const { document, localStorage, performance, scrollY } = globalThis;
  const painted = performance.getEntriesByName("first-contentful-paint").at(0)?.startTime ?? Infinity;
  if (performance.now() - painted < 1000 && scrollY === 0) {
    document.documentElement.dataset.faces = "own";
    await document.fonts.ready;
  } else {
    if (!document.querySelector(".draft")) return;
    // Those of English text (fonts.css); later pages fetch what else they show.
    const faces = [...document.fonts].filter(
      ({ unicodeRange, weight }) => /^U\+20-7E/iu.test(unicodeRange) && weight !== "600",
    );
    await Promise.all(faces.map((face) => face.load()));
  }
  try {
    localStorage.setItem("rapporteur:faces", "own");
  } catch {
    // Storage is refused: the next page starts without them too.
  }
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
/** @type {Map<Element, Set<string>>} */
const changed = new Map();
/** @param {Event} event */
const note = ({ type, target }) => {
  if (!(target instanceof Element) || !target.closest("[data-rendered]")) return;
  changed.set(target, (changed.get(target) ?? new Set()).add(type));
};
globalThis.addEventListener("input", note, true);
globalThis.addEventListener("change", note, true);
globalThis.addEventListener("click", hold, true);
globalThis.addEventListener("submit", holdForm, true);
globalThis.addEventListener(
  "taken-over",
  () => {
    globalThis.removeEventListener("click", hold, true);
    globalThis.removeEventListener("submit", holdForm, true);
    globalThis.removeEventListener("input", note, true);
    globalThis.removeEventListener("change", note, true);
    for (const [field, types] of changed) {
      for (const type of types) field.dispatchEvent(new Event(type, { bubbles: true }));
    }
    for (const button of early) {
      button.removeAttribute("aria-busy");
      if (button.isConnected) button.click();
    }
    for (const form of filled) form.requestSubmit();
    void fetchFaces();
  },
  { once: true },
);
