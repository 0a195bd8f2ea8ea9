import { DOMParser, type Document, type Element } from "@xmldom/xmldom";

/**
 * The content models of Akoma Ntoso 3.0 for the elements our writer uses, from the schema of OASIS LegalDocML Akoma Ntoso
 * 1.0 Part 2 (akomantoso30.xsd), as regular expressions over the names of an element's children, each followed by a blank.
 * No npm package brings the schema itself. "#" is text that is no blank: where the model has none, none may stand.
 */
const inline = "(?:#|b|i|u|sub|sup|span|a|ref|br|ins|del|noteRef|authorialNote|docTitle)";
const block = "(?:p|table|blockList)";
const hierarchical = "(?:section|subsection|paragraph|point|hcontainer)";
const base = "(?:num |heading )*";
const hierarchy = `${base}(?:(?:intro )?(?:${hierarchical} )*|content )`;
const core = "FRBRthis (?:FRBRuri )+(?:FRBRalias )*(?:FRBRdate )+(?:FRBRauthor )+";
const inlines = `(?:${inline} )*`;
const blocks = `(?:${block} )*`;
const structure = "meta (?:coverPage )?(?:preface )?(?:preamble )?mainBody ";

const models: Readonly<Record<string, string>> = {
  akomaNtoso: "(?:statement|doc) ",
  statement: structure,
  doc: structure,
  meta: "identification (?:publication )?(?:analysis )*(?:references )*(?:notes )*",
  identification: "FRBRWork FRBRExpression FRBRManifestation ",
  FRBRWork: `${core}FRBRcountry (?:FRBRsubtype )?(?:FRBRnumber )*(?:FRBRname )*(?:FRBRprescriptive )?`,
  FRBRExpression: `${core}(?:FRBRversionNumber )?(?:FRBRauthoritative )?(?:FRBRlanguage )+`,
  FRBRManifestation: `${core}(?:FRBRformat )?`,
  analysis: "(?:otherAnalysis )*",
  otherAnalysis: "(?:r:annotation )*",
  "r:annotation": "(?:r:words )*",
  "r:words": "(?:# )?",
  references: "(?:TLCOrganization |TLCRole )+",
  notes: "(?:note )+",
  note: `(?:${block} )+`,
  coverPage: blocks,
  preface: "(?:longTitle )*",
  longTitle: blocks,
  preamble: "(?:formula |recitals )*",
  formula: blocks,
  recitals: `${base}(?:intro )?(?:recital )+`,
  recital: `${base}(?:${block} )+`,
  blockList: "(?:item )+",
  item: `${base}(?:${block} )+`,
  mainBody: `(?:(?:${hierarchical}|${block}) )+`,
  hcontainer: hierarchy,
  section: hierarchy,
  subsection: hierarchy,
  paragraph: hierarchy,
  point: hierarchy,
  intro: blocks,
  content: blocks,
  table: "(?:tr )+",
  tr: "(?:th |td )+",
  th: blocks,
  td: blocks,
  authorialNote: `(?:${block} )+`,
  ...Object.fromEntries(
    ["p", "num", "heading", "docTitle", "b", "i", "u", "sub", "sup", "span", "a", "ref", "ins", "del"].map((name) => [
      name,
      inlines,
    ]),
  ),
};

/** Attributes that the schema requires. */
const required: Readonly<Record<string, readonly string[]>> = {
  statement: ["name"],
  doc: ["name"],
  identification: ["source"],
  analysis: ["source"],
  otherAnalysis: ["source"],
  references: ["source"],
  notes: ["source"],
  FRBRthis: ["value"],
  FRBRuri: ["value"],
  FRBRalias: ["value", "name"],
  FRBRdate: ["date", "name"],
  FRBRauthor: ["href"],
  FRBRcountry: ["value"],
  FRBRlanguage: ["language"],
  publication: ["date", "name", "showAs"],
  TLCOrganization: ["eId", "href", "showAs"],
  TLCRole: ["eId", "href", "showAs"],
  formula: ["name"],
  hcontainer: ["name"],
  a: ["href"],
  ref: ["href"],
  noteRef: ["href"],
};

export function parseAkn(file: string): Document {
  return new DOMParser({
    onError: (_level, message) => {
      throw new Error(message);
    },
  }).parseFromString(file, "text/xml");
}

export function elementsIn(parent: Document | Element, name = "*"): Element[] {
  return Array.from(parent.getElementsByTagName(name));
}

/** What is wrong with a document by those rules, a line each; none where nothing is. */
export function aknFaults(document: Document): string[] {
  const elements = elementsIn(document);
  const ids = elements.flatMap((element) => element.getAttribute("eId") ?? []);
  const faults = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two elements are ${id}`);
  for (const id of ids) if (/\s/u.test(id)) faults.push(`a blank in the id ${id}`);
  for (const element of elements) {
    const name = element.tagName;
    const children = Array.from(element.childNodes).flatMap((node) => {
      if (node.nodeType === node.ELEMENT_NODE) return (node as Element).tagName;
      return (node.nodeValue ?? "").trim() === "" ? [] : "#";
    });
    const model = models[name] ?? "";
    const written = children.map((child) => `${child} `).join("");
    if (!new RegExp(`^${model}$`, "u").test(written)) faults.push(`${name} may not hold: ${written}`);
    for (const attribute of required[name] ?? []) {
      if (!element.hasAttribute(attribute)) faults.push(`${name} has no ${attribute}`);
    }
    for (const attribute of ["href", "source", "refersTo", "note", "clause", "as"]) {
      for (const reference of element.getAttribute(attribute)?.split(" ") ?? []) {
        if (reference.startsWith("#") && !ids.includes(reference.slice(1))) faults.push(`${reference} leads nowhere`);
      }
    }
  }
  return faults;
}
