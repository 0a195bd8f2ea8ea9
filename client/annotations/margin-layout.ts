/** A box beside the text: its preferred top and its height, in pixels. */
export interface MarginBox {
  top: number;
  height: number;
}

/**
 * Returns the tops of boxes so that none overlaps the next. Boxes must be sorted by preferred top; each is placed as
 * near to it as possible. The focused box is placed exactly. Its neighbours give way, upwards before it and downwards
 * after it. Boxes above may leave the top of the page if there is too little room.
 *
 * Without a focus, touching boxes form a block at the mean of their members' preferred tops (pool adjacent violators).
 * The block is pushed down if it would leave the top. So ten comments on one line spread evenly around it. If each box
 * only gave way to the one before, a long run would drift downwards.
 */
export function layoutMargin(boxes: readonly MarginBox[], focused: number | null, gap: number): number[] {
  if (focused === null || !boxes[focused]) return settle(boxes, gap, 0, Infinity);
  const focusedBox = boxes[focused];
  const above = settle(boxes.slice(0, focused), gap, -Infinity, focusedBox.top - gap);
  const below = settle(boxes.slice(focused + 1), gap, focusedBox.top + focusedBox.height + gap, Infinity);
  return [...above, focusedBox.top, ...below];
}

/**
 * A run of touching boxes: their number, their total height with gaps, and the sum of the block tops their members
 * prefer.
 */
interface Block {
  count: number;
  height: number;
  anchorTop: number;
}

function settle(boxes: readonly MarginBox[], gap: number, floor: number, ceiling: number): number[] {
  const blocks: Block[] = [];
  const topOf = (block: Block): number =>
    Math.max(floor, Math.min(block.anchorTop / block.count, ceiling - block.height + gap));
  for (const { top, height } of boxes) {
    let block: Block = { count: 1, height: height + gap, anchorTop: top };
    for (let before = blocks.at(-1); before && topOf(before) + before.height > topOf(block); before = blocks.at(-1)) {
      blocks.pop();
      block = {
        count: before.count + block.count,
        height: before.height + block.height,
        // To reach its preferred top, each member of the later block needs the block to begin higher, by the height of
        // the boxes before it.
        anchorTop: before.anchorTop + block.anchorTop - block.count * before.height,
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
