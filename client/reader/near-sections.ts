/** How far beyond the window a section counts as near: one window's height, so that scrolling never outruns it. */
const margin = "100% 0px";

/**
 * Watches which of an element's children are near the window, by index, and tells when that changes.
 */
export function nearSections(
  root: Element,
  onChange: (near: ReadonlySet<number>) => void,
): { isNear: (index: number) => boolean; stop: () => void } {
  let near: ReadonlySet<number> = new Set();
  const indexes = new Map([...root.children].map((child, index) => [child, index]));
  const observer = new IntersectionObserver(
    (entries) => {
      const next = new Set(near);
      for (const { target, isIntersecting } of entries) {
        const index = indexes.get(target);
        if (index === undefined) continue;
        if (isIntersecting) next.add(index);
        else next.delete(index);
      }
      near = next;
      onChange(near);
    },
    { rootMargin: margin },
  );
  for (const child of root.children) observer.observe(child);
  return { isNear: (index) => near.has(index), stop: () => observer.disconnect() };
}
