import { textBelow, type XmlElement } from "../shared/xml.ts";

/** Elements of WordprocessingML that hold words (CT_Text), each in a run. */
const ofWords = new Set(["w:t", "w:delText", "w:instrText", "w:delInstrText"]);

/** What else stands only in some elements: whose parent is none of these is read by nobody. */
const parents: Readonly<Record<string, ReadonlySet<string>>> = {
  "w:r": new Set(
    "w:p w:hyperlink w:ins w:del w:moveFrom w:moveTo w:sdtContent w:smartTag w:customXml w:fldSimple w:dir w:bdo w:rt w:rubyBase mc:Choice mc:Fallback m:r m:ctrlPr".split(
      " ",
    ),
  ),
  "w:p": new Set(
    "w:body w:tc w:txbxContent w:sdtContent w:customXml w:smartTag w:ins w:del w:moveFrom w:moveTo w:footnote w:endnote w:comment mc:Choice mc:Fallback".split(
      " ",
    ),
  ),
  "w:tr": new Set("w:tbl w:sdtContent w:customXml w:ins w:del w:moveFrom w:moveTo mc:Choice mc:Fallback".split(" ")),
  "w:tc": new Set("w:tr w:sdtContent w:customXml w:ins w:del w:moveFrom w:moveTo mc:Choice mc:Fallback".split(" ")),
};

/** The words below an element that stand where WordprocessingML has none, and no reader looks: outside of their runs, paragraphs or cells. */
export function misplacedWords(element: XmlElement): string {
  const found = element.children.map((part) => {
    if (typeof part === "string") return isLoose(element) ? part.trim() : "";
    const allowed = ofWords.has(part.name) ? runs : parents[part.name];
    return allowed && !allowed.has(element.name) ? textBelow(part).trim() : misplacedWords(part);
  });
  return found.filter(Boolean).join(" ");
}

const runs = new Set(["w:r", "m:r"]);

function isLoose({ name }: XmlElement): boolean {
  return name.startsWith("w:") && !ofWords.has(name);
}
