import { UnsupportedPackageError } from "../../package/parts.ts";
import {
  childOf,
  elementsOf,
  relationNamespaces,
  relationSpace,
  type SourceElement,
  wordNamespaces,
  type XmlSource,
} from "../../package/xml-source.ts";
import { type AmendedRun, amendedRuns, type TextAmendment } from "../../shared/amended-runs.ts";
import type { InlineRun, RunMarks } from "../../shared/inline-runs.ts";
import { escapeXml } from "../../shared/xml.ts";
import type { ChangeNumbers, PackageChanges } from "../package-changes.ts";

/** A run of the file whose formatting new text takes over, with the marks that its text has in the draft. */
export interface ModelRun {
  readonly source: XmlSource;
  readonly run: SourceElement;
  readonly marks: RunMarks;
}

/** How new text is written. */
export interface NewTextSetting {
  readonly part: string;
  /** Root of the part. */
  readonly root: SourceElement;
  readonly model: ModelRun | null;
  readonly numbers: ChangeNumbers;
  readonly kind: "ins" | "moveTo";
  /** The amendments to the text, whose changes are inside its own. */
  readonly amendments?: readonly TextAmendment<ChangeNumbers>[] | undefined;
  /** Whether the text is inside a link, which cannot have another link inside. */
  readonly isInLink: boolean;
  /** Returns the run with the reference to a note. */
  readonly note: (reference: Extract<InlineRun, { kind: "note" }>) => string;
}

/** Properties of a run in the order of the standard, as far as new text needs it. */
const order =
  "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath".split(
    " ",
  );

/** The properties that show a mark, and how they are switched on and off. */
const toggles = {
  strong: ["b", "bCs"],
  emphasis: ["i", "iCs"],
  strike: ["strike"],
} as const;

/** Returns new text as tracked runs. Links are outside of the change, as Word requires. */
export function newRuns(content: readonly InlineRun[], setting: NewTextSetting, changes: PackageChanges): string {
  const { part, root, isInLink, amendments } = setting;
  return amendedRuns(content, amendments)
    .map((amended) => {
      const { run } = amended;
      const tracked = trackedXml(amended, setting);
      const href = run.kind === "text" ? run.marks.href : undefined;
      if (href === undefined || href.startsWith("#") || isInLink) return tracked;
      const id = changes.addLink(part, href);
      return `<w:hyperlink${relationAttribute(root, id)}>${tracked}</w:hyperlink>`;
    })
    .join("");
}

/** Writes the deletion of an amendment inside the change that inserts its text, and an insertion beside that change. */
function trackedXml(amended: AmendedRun<ChangeNumbers>, setting: NewTextSetting): string {
  const { numbers, kind } = setting;
  if (amended.kind === "inserted") return amended.tracker.around("ins", runXml(amended.run, setting));
  if (amended.kind === "kept") return numbers.around(kind, runXml(amended.run, setting));
  return numbers.around(kind, amended.tracker.around("del", runXml(amended.run, setting, "w:delText")));
}

function runXml(run: InlineRun, { model, note }: NewTextSetting, element: TextElement = "w:t"): string {
  if (run.kind === "note") return note(run);
  const properties = runProperties(model, run.kind === "text" ? run.marks : (model?.marks ?? {}));
  const content = run.kind === "break" ? "<w:br/>" : textXml(run.text, element);
  return `<w:r>${properties}${content}</w:r>`;
}

/** The elements of text and of deleted text. */
type TextElement = "w:t" | "w:delText";

/** Returns text as the content of a run, with its tabs. */
export function textXml(text: string, element: TextElement = "w:t"): string {
  return text
    .split("\t")
    .map((piece) => (piece === "" ? "" : `<${element} xml:space="preserve">${escapeXml(piece)}</${element}>`))
    .join("<w:tab/>");
}

/** Returns the properties of a model run, with other marks where the new text has others. */
export function runProperties(model: ModelRun | null, marks: RunMarks): string {
  const own = new Map<string, string>();
  for (const property of model ? elementsOf(childOf(model.run, "w:rPr")) : []) {
    if (model && !/^w:(?:ins|del|move\w+|rPrChange)$/u.test(property.name)) {
      own.set(property.name.replace(/^w:/u, ""), model.source.xml.slice(property.start, property.end));
    }
  }
  const before = model?.marks ?? {};
  for (const [mark, names] of Object.entries(toggles) as [keyof typeof toggles, readonly string[]][]) {
    if (before[mark] === marks[mark]) continue;
    for (const name of names) own.set(name, marks[mark] ? `<w:${name}/>` : `<w:${name} w:val="0"/>`);
  }
  if (before.underline !== marks.underline) own.set("u", `<w:u w:val="${marks.underline ? "single" : "none"}"/>`);
  const [raised, wanted] = [raisedAs(before), raisedAs(marks)];
  if (raised !== wanted) own.set("vertAlign", `<w:vertAlign w:val="${wanted}"/>`);
  // The style of a link says that the text is one.
  if (before.href !== undefined && marks.href === undefined)
    for (const name of ["rStyle", "u", "color"]) own.delete(name);
  const rank = (name: string): number => (order.includes(name) ? order.indexOf(name) : order.length);
  const content = [...own].sort(([first], [second]) => rank(first) - rank(second)).map(([, xml]) => xml);
  return content.length === 0 ? "" : `<w:rPr>${content.join("")}</w:rPr>`;
}

function raisedAs({ superscript, subscript }: RunMarks): string {
  return superscript ? "superscript" : subscript ? "subscript" : "baseline";
}

/**
 * Checks that a part uses the usual prefix for Word's namespace, because new content does.
 *
 * @throws UnsupportedPackageError
 */
export function checkPrefix(root: SourceElement, part: string): void {
  const declared = root.attributes.find(({ raw }) => raw === "xmlns:w")?.value;
  if (!wordNamespaces.includes(declared ?? "")) throw new UnsupportedPackageError(part, "prefixes");
}

/** Returns an attribute for a relation's id, with its namespace unless the part declares it. */
function relationAttribute(root: SourceElement, id: string): string {
  const declared = root.attributes.find(({ raw }) => raw === "xmlns:r")?.value ?? "";
  return relationNamespaces.includes(declared) ? ` r:id="${id}"` : ` xmlns:r="${relationSpace(root.uri)}" r:id="${id}"`;
}
