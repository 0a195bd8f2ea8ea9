/**
 * Distance beyond the window at which a section still counts as near, in window heights. Large enough that scrolling
 * never overtakes it.
 */
const ahead = 1;

/** The element's children that are near the window, by index. */
export interface NearSections {
  isNear: (index: number) => boolean;
  /** Checks at once instead of in the next frame. Returns whether the set of near children changed. */
  look: () => boolean;
  stop: () => void;
}

/** Watches which of an element's children are near the window, and reports changes. */
export function nearSections(root: Element, onChange: (near: ReadonlySet<number>) => void): NearSections {
  let near: ReadonlySet<number> = new Set();
  const change = (next: ReadonlySet<number>): boolean => {
    if (next.size === near.size && [...next].every((index) => near.has(index))) return false;
    near = next;
    onChange(near);
    return true;
  };
  const children = [...root.children];
  const indexes = new Map(children.map((child, index) => [child, index]));
  const observer = new IntersectionObserver(
    (entries) => {
      const next = new Set(near);
      for (const { target, isIntersecting } of entries) {
        const index = indexes.get(target);
        if (index === undefined) continue;
        if (isIntersecting) next.add(index);
        else next.delete(index);
      }
      change(next);
    },
    { rootMargin: `${String(ahead * 100)}% 0px` },
  );
  for (const child of children) observer.observe(child);
  return {
    isNear: (index) => near.has(index),
    look: () => {
      const height = root.ownerDocument.documentElement.clientHeight;
      const next = new Set<number>();
      for (const [index, child] of children.entries()) {
        const { top, bottom } = child.getBoundingClientRect();
        if (bottom >= -ahead * height && top <= (1 + ahead) * height) next.add(index);
      }
      return change(next);
    },
    stop: () => observer.disconnect(),
  };
}
