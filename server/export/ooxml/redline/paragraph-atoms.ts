import { elementsOf, type SourceElement, textIn } from "../../package/xml-source.ts";
import type { Atom } from "../../tracked/atoms.ts";

/** Elements around runs that do not affect the text inside them. */
const wrappers = new Set("w:hyperlink w:fldSimple w:smartTag w:customXml w:dir w:bdo w:sdt w:sdtContent".split(" "));

/** Elements of a run that are neither text nor an object of it. */
const neutral = new Set(
  "w:rPr w:lastRenderedPageBreak w:annotationRef w:footnoteRef w:endnoteRef w:separator w:continuationSeparator w:commentReference".split(
    " ",
  ),
);

/** Elements of a run that the source map counts as a character. */
const single = new Set("w:tab w:ptab w:br w:cr w:noBreakHyphen w:softHyphen w:sym".split(" "));

/** Objects beside the runs of a paragraph. */
const beside = new Set("m:oMath m:oMathPara mc:AlternateContent w:subDoc".split(" "));

/** Whether an element contains runs and is transparent for their text. */
export function isWrapper({ name }: SourceElement): boolean {
  return wrappers.has(name);
}

/** Whether an element of a run is text, a character or an object. */
export function isAtomOfRun({ name }: SourceElement): boolean {
  return !neutral.has(name);
}

/** Whether an element of a paragraph is an object of its own. */
export function isBesideRuns({ name }: SourceElement): boolean {
  return beside.has(name);
}

/** Returns the text elements and objects of a paragraph, in order. */
export function paragraphAtoms(paragraph: SourceElement, nameOf: (run: SourceElement) => string): Atom[] {
  const atoms: Atom[] = [];
  const visit = (wrapper: SourceElement): void => {
    for (const element of elementsOf(wrapper)) {
      if (element.name === "w:r") visitRun(element, wrapper);
      else if (isWrapper(element)) visit(element);
      else if (isBesideRuns(element)) {
        atoms.push({ run: null, element, wrapper, block: paragraph, text: null, name: "", at: 0, length: 0 });
      }
    }
  };
  const visitRun = (run: SourceElement, wrapper: SourceElement): void => {
    let at = 0;
    for (const element of elementsOf(run)) {
      if (!isAtomOfRun(element)) continue;
      const text = element.name === "w:t" ? textIn(element) : null;
      const length = text?.length ?? (single.has(element.name) ? 1 : 0);
      if (text !== "") atoms.push({ run, element, wrapper, block: paragraph, text, name: nameOf(run), at, length });
      at += length;
    }
  };
  visit(paragraph);
  return atoms;
}
