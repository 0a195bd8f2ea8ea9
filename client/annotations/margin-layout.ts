/** Something beside the text: where it would like to stand and how tall it is, in pixels. */
export interface MarginBox {
  top: number;
  height: number;
}

/**
 * Where boxes stand so that none overlaps the next: each as near as can be to where it would like to be, in the order
 * given (by wanted place). The focused box stands exactly where it wants; its neighbours make way, upwards before it
 * and downwards after it. Boxes above may then leave the top of the page by as much as they lack room.
 *
 * Without a focus, touching boxes form a block that stands at the mean of what its members want (pool adjacent
 * violators), pushed down where it would leave the top: so ten comments on one line spread evenly round it and no long
 * run drifts downwards as it would if each only gave way to the one before.
 */
export function layoutMargin(boxes: readonly MarginBox[], focused: number | null, gap: number): number[] {
  if (focused === null || !boxes[focused]) return settle(boxes, gap, 0, Infinity);
  const own = boxes[focused];
  const above = settle(boxes.slice(0, focused), gap, -Infinity, own.top - gap);
  const below = settle(boxes.slice(focused + 1), gap, own.top + own.height + gap, Infinity);
  return [...above, own.top, ...below];
}

/** A run of boxes that touch: its first index, its members' number, its height, and the sum of where it wants to begin. */
interface Block {
  count: number;
  height: number;
  wanted: number;
}

function settle(boxes: readonly MarginBox[], gap: number, floor: number, ceiling: number): number[] {
  const blocks: Block[] = [];
  const topOf = (block: Block): number =>
    Math.max(floor, Math.min(block.wanted / block.count, ceiling - block.height + gap));
  for (const { top, height } of boxes) {
    let block: Block = { count: 1, height: height + gap, wanted: top };
    for (let before = blocks.at(-1); before && topOf(before) + before.height > topOf(block); before = blocks.at(-1)) {
      blocks.pop();
      block = {
        count: before.count + block.count,
        height: before.height + block.height,
        // Each member of the later block would have the whole begin higher, by what stands before it.
        wanted: before.wanted + block.wanted - block.count * before.height,
      };
    }
    blocks.push(block);
  }
  const tops: number[] = [];
  for (const block of blocks) {
    let top = topOf(block);
    for (let index = 0; index < block.count; index += 1) {
      const box = boxes[tops.length];
      tops.push(top);
      top += (box?.height ?? 0) + gap;
    }
  }
  return tops;
}
