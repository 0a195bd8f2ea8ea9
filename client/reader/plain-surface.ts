import { type ClauseMap, contentOf, rememberSelection } from "./clause-map.ts";
import { type Drawing, type DrawnNumber, type DrawnRun, numberElement, type Surface } from "./drawing.ts";

/** The marked runs and the numbers in one clause. */
interface DrawnClause {
  runs: DrawnRun[];
  numbers: DrawnNumber[];
}

/**
 * Draws on the server's page: an element around each run of text, inside the elements of the text, where the editor
 * draws it too. A clause is drawn again only if its own runs changed. A selection in it is kept.
 */
export function plainSurface(root: Element, map: ClauseMap): Surface {
  let drawn = new Map<string, string>();
  return {
    draw: (drawing) => {
      const clauses = byClause(drawing);
      const next = new Map([...clauses].map(([id, clause]) => [id, JSON.stringify(clause)]));
      const changed = [...new Set([...drawn.keys(), ...next.keys()])].filter((id) => drawn.get(id) !== next.get(id));
      drawn = next;
      if (changed.length === 0) return;
      const restore = rememberSelection(root, map);
      for (const id of changed) drawClause(map, id, clauses.get(id));
      restore(map);
    },
    destroy: () => undefined,
  };
}

function byClause({ runs, numbers }: Drawing): Map<string, DrawnClause> {
  const clauses = new Map<string, DrawnClause>();
  const of = (id: string): DrawnClause => {
    const clause = clauses.get(id) ?? { runs: [], numbers: [] };
    clauses.set(id, clause);
    return clause;
  };
  for (const run of runs) of(run.clause).runs.push(run);
  for (const number of numbers) of(number.clause).numbers.push(number);
  return clauses;
}

function drawClause(map: ClauseMap, id: string, { runs, numbers }: DrawnClause = { runs: [], numbers: [] }): void {
  const clause = map.get(id);
  if (!clause) return;
  const content = contentOf(clause.element);
  for (const number of content.querySelectorAll("sup[data-number]")) number.remove();
  for (const mark of content.querySelectorAll("mark")) mark.replaceWith(...mark.childNodes);
  content.normalize();
  for (const run of runs) markRun(map, run);
  // The last first, so that several at one offset keep their order.
  for (const number of numbers.toReversed()) {
    const point = map.domPoint(number, "before");
    if (!point) continue;
    const range = document.createRange();
    range.setStart(point.node, point.offset);
    range.insertNode(numberElement(number));
  }
}

/** Wraps each text node of a run, so that the elements of the text stay whole. */
function markRun(map: ClauseMap, { clause, start, end, className, annotation }: DrawnRun): void {
  const range = start < end ? map.range(clause, start, end) : null;
  if (!range) return;
  for (const text of textNodesIn(range)) {
    const from = text === range.startContainer ? range.startOffset : 0;
    const to = text === range.endContainer ? range.endOffset : text.length;
    if (from >= to) continue;
    const mark = document.createElement("mark");
    mark.className = className;
    if (annotation !== null) mark.dataset["annotation"] = annotation;
    if (to < text.length) text.splitText(to);
    const marked = from > 0 ? text.splitText(from) : text;
    marked.replaceWith(mark);
    mark.append(marked);
  }
}

function textNodesIn(range: Range): Text[] {
  const root = range.commonAncestorContainer;
  if (root instanceof Text) return [root];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (range.intersectsNode(node)) nodes.push(node);
  }
  return nodes;
}
