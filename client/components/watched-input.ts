/**
 * A press is lost if the pressed element moves away between pointer down and pointer up, because it ends on another
 * element. So updates that the user did not trigger (arriving answers, a new layout of the cards) wait for the release.
 */

/** Maximum wait for a release, in ms. Some releases are never reported, for example over another program's menu. */
const longest = 2000;

let pressed = false;
let ending: ReturnType<typeof setTimeout> | undefined;
const waiting = new Set<() => void>();

/** Returns whether a pointer is down. */
export function isPressed(): boolean {
  return pressed;
}

/**
 * Calls back once no pointer is down: at once, or after the click of the current press. Returns the function that
 * cancels it.
 */
export function onceReleased(callback: () => void): () => void {
  if (!pressed) callback();
  else waiting.add(callback);
  return () => waiting.delete(callback);
}

/** Starts to watch for presses. */
export function watchPresses(): void {
  window.addEventListener("pointerdown", ({ isPrimary }) => isPrimary && begin(), { capture: true });
  // The click comes right after, before anything deferred.
  for (const end of ["pointerup", "pointercancel"] as const)
    window.addEventListener(end, ({ isPrimary }) => isPrimary && endIn(0), { capture: true });
}

function begin(): void {
  pressed = true;
  endIn(longest);
}

function endIn(time: number): void {
  clearTimeout(ending);
  ending = setTimeout(() => {
    pressed = false;
    const all = [...waiting];
    waiting.clear();
    for (const callback of all) callback();
  }, time);
}

/**
 * When an overlay closes, React Aria returns the focus in the next frame. If that frame comes early, the page is still
 * inert, and the focus is lost (adobe/react-spectrum issue 10610). Returns the focus once the page is no longer inert.
 */
export function watchRestoredFocus(): void {
  const restore = ({ target }: Event): void => {
    if (!(target instanceof HTMLElement)) return;
    const hidden = target.closest("[inert]");
    if (!hidden) return;
    new MutationObserver((_, observer) => {
      observer.disconnect();
      if (document.activeElement === document.body) target.focus({ preventScroll: true });
    }).observe(hidden, { attributeFilter: ["inert"] });
  };
  window.addEventListener("react-aria-focus-scope-restore", restore, { capture: true });
}
