/**
 * A press is lost where what is pressed slips away between down and up: it ends on something else. Whatever would move
 * things without being asked (answers that come in, cards that are laid out anew) waits until the pointer is let go.
 */

/** A release that nobody told of (over another program's menu, say) holds nothing up for longer than this, in ms. */
const longest = 2000;

let pressed = false;
let ending: ReturnType<typeof setTimeout> | undefined;
const waiting = new Set<() => void>();

/** Whether a pointer is down. */
export function isPressed(): boolean {
  return pressed;
}

/** Calls back once no pointer is down: at once, or after the click that the press makes. Answers with what calls it off. */
export function onceReleased(then: () => void): () => void {
  if (!pressed) then();
  else waiting.add(then);
  return () => waiting.delete(then);
}

/** Has presses noticed, from now on. */
export function watchPresses(): void {
  window.addEventListener("pointerdown", ({ isPrimary }) => isPrimary && begin(), { capture: true });
  // The click comes right after, before anything that is put off.
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
    for (const then of all) then();
  }, time);
}
