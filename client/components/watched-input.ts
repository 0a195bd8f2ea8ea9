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

/** Gives a pressed button the focus in browsers that do not (Safari), so that dialogs can return it. */
export function watchPressedButtons(): void {
  const focus = ({ target }: Event): void => {
    if (document.activeElement !== document.body || !(target instanceof Element)) return;
    target.closest<HTMLElement>("button, a[href], summary")?.focus({ preventScroll: true });
  };
  window.addEventListener("click", focus, { capture: true });
}
