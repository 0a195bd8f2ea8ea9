/** How far beyond the window a section counts as near, in heights of the window: so that scrolling never outruns it. */
const ahead = 1;

/** Which of an element's children are near the window, by index. */
export interface NearSections {
  isNear: (index: number) => boolean;
  /** Looks at once, for whoever cannot wait for the next frame; answers whether others are near than before. */
  look: () => boolean;
  stop: () => void;
}

/** Watches which of an element's children are near the window, and tells when that changes. */
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
