import { DOMParser, type Document, type Element } from "@xmldom/xmldom";

/**
 * The content models of Akoma Ntoso 3.0 for the elements that our writer uses. The source is the schema of OASIS
 * LegalDocML Akoma Ntoso 1.0 Part 2 (akomantoso30.xsd, of 29 August 2018). No npm package contains the schema itself.
 *
 * Each model is a regular expression over the names of an element's children, each followed by a space. "#" is text
 * other than spaces, which is not allowed if the model does not contain it.
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

const models: Readonly<Record<string, RegExp>> = compiled({
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
  coverPage: `(?:${block} )+`,
  preface: "(?:longTitle )+",
  longTitle: blocks,
  preamble: "(?:formula |recitals )+",
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
});

function compiled(all: Readonly<Record<string, string>>): Readonly<Record<string, RegExp>> {
  return Object.fromEntries(Object.entries(all).map(([name, model]) => [name, new RegExp(`^(?:${model})$`, "u")]));
}

/**
 * Attributes allowed on any text element: the schema's `coreopt` and `corereq`, which do not differ in anything checked
 * here.
 */
const textual = "eId wId GUID refersTo class style title period status alternativeTo";
/** Attributes allowed on any metadata element: the schema's `metaopt`. */
const telling = "eId wId GUID";
const valued = `value! ${telling} refersTo showAs shortForm`;
const noteLike = `${textual} marker placement placementBase`;

/**
 * Attributes allowed on each element, except those of other namespaces; "!" marks required ones. An element not listed
 * here is a text element with no further attributes.
 */
const attributes: Readonly<Record<string, string>> = {
  akomaNtoso: "",
  statement: "name! contains",
  doc: "name! contains",
  meta: "",
  identification: "source!",
  ...Object.fromEntries(["FRBRWork", "FRBRExpression", "FRBRManifestation"].map((name) => [name, ""])),
  ...Object.fromEntries(
    ["this", "uri", "country", "subtype", "number", "name", "versionNumber", "format"].map((name) => [
      `FRBR${name}`,
      valued,
    ]),
  ),
  FRBRalias: `${valued} name!`,
  FRBRprescriptive: `value! ${telling}`,
  FRBRauthoritative: `value! ${telling}`,
  FRBRdate: `date! name! ${telling}`,
  FRBRauthor: `href! as ${telling}`,
  FRBRlanguage: `language! ${telling}`,
  publication: `date! name! showAs! shortForm number refersTo ${telling}`,
  analysis: "source!",
  otherAnalysis: `source! href ${telling}`,
  references: "source!",
  // The naming convention requires their eId, because other elements refer to them.
  TLCOrganization: "eId! wId GUID href! showAs! shortForm",
  TLCRole: "eId! wId GUID href! showAs! shortForm",
  notes: "source!",
  note: noteLike,
  authorialNote: noteLike,
  noteRef: `href! ${noteLike}`,
  formula: `name! ${textual}`,
  hcontainer: `name! ${textual}`,
  a: `href! target ${textual}`,
  ref: `href! ${textual}`,
  table: `width border cellspacing cellpadding ${textual}`,
  th: `rowspan colspan ${textual}`,
  td: `rowspan colspan ${textual}`,
};

/** Patterns for attribute values, either of one element or of any element. */
const values: Readonly<Record<string, RegExp>> = {
  eId: /^\S+$/u,
  date: /^\d{4}-\d\d-\d\d(?:T.+)?$/u,
  contains: /^(?:original|single)Version$|^multipleVersions$/u,
  placement: /^(?:side|left|right|bottom|inline)$/u,
  "FRBRprescriptive value": /^(?:true|false)$/u,
  "FRBRauthoritative value": /^(?:true|false)$/u,
  "FRBRlanguage language": /^[a-z]{3}$/u,
  // An IRI contains no spaces and no delimiters.
  href: /^[^\s<>"{}|\\^`]+$/u,
  source: /^#\S+$/u,
  as: /^#\S+$/u,
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

/** Lists the violations of these rules in a document, one per line. */
export function aknFaults(document: Document): string[] {
  const elements = elementsIn(document);
  const ids = elements.flatMap((element) => element.getAttribute("eId") ?? []);
  const known = new Set(ids);
  const faults = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two elements are ${id}`);
  for (const element of elements) {
    const name = element.tagName;
    const children = Array.from(element.childNodes).flatMap((node) => {
      if (node.nodeType === node.ELEMENT_NODE) return (node as Element).tagName;
      return (node.nodeValue ?? "").trim() === "" ? [] : "#";
    });
    const written = children.map((child) => `${child} `).join("");
    if (!(models[name] ?? /^$/u).test(written)) faults.push(`${name} may not hold: ${written}`);
    if (!name.includes(":")) faults.push(...attributeFaults(element));
    for (const attribute of ["href", "source", "refersTo", "note", "clause", "as"]) {
      for (const reference of element.getAttribute(attribute)?.split(" ") ?? []) {
        if (reference.startsWith("#") && !known.has(reference.slice(1))) faults.push(`${reference} leads nowhere`);
      }
    }
  }
  return faults;
}

function attributeFaults(element: Element): string[] {
  const { tagName: name } = element;
  const rules = (attributes[name] ?? textual).split(" ");
  const allowed = new Set(rules.map((rule) => rule.replace("!", "")));
  const missing = rules
    .filter((rule) => rule.endsWith("!") && !element.hasAttribute(rule.slice(0, -1)))
    .map((rule) => `${name} has no ${rule.slice(0, -1)}`);
  // Attributes of other namespaces are not checked, for example `xml:lang`.
  const own = Array.from(element.attributes).filter((one) => !one.name.includes(":") && one.name !== "xmlns");
  return [
    ...missing,
    ...own.filter((one) => !allowed.has(one.name)).map((one) => `${name} may not have ${one.name}`),
    ...own
      .filter((one) =>
        [values[one.name], values[`${name} ${one.name}`]].some((form) => form?.test(one.value) === false),
      )
      .map((one) => `${name} has ${one.name} “${one.value}”`),
  ];
}
