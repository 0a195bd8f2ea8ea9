/** What somebody does who goes on by themselves. */
const going = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/** Calls back whenever somebody goes on by themselves: scrolls, presses, types. Answers with what ends that. */
export function onGoingOn(then: () => void): () => void {
  for (const event of going) window.addEventListener(event, then, { passive: true });
  return () => {
    for (const event of going) window.removeEventListener(event, then);
  };
}
