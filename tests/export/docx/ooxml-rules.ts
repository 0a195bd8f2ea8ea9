import { DOMParser, type Element, type Node } from "@xmldom/xmldom";
import { strFromU8, unzipSync } from "fflate";

/**
 * The child elements allowed in each element, and their order. From ECMA-376 Part 1 (its transitional schema, Part 4):
 * CT_PPr 17.3.1.26, CT_TblPr 17.4.59, CT_TcPr 17.4.69, CT_SectPr 17.6.17, CT_Style 17.7.4.17, CT_Settings 17.15.1.78.
 * CT_Numbering 17.9.16 and its contents are sequences too. The settings list only the elements that a writer of texts
 * could need.
 */
const sequences: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  Object.entries({
    pPr: "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    tbl: "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd tblPr tblGrid tr",
    tblPr:
      "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    tr: "tblPrEx trPr tc",
    tcPr: "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    sectPr:
      "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    style:
      "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    settings:
      "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries displayBackgroundShape printPostScriptOverText mirrorMargins embedTrueTypeFonts embedSystemFonts saveSubsetFonts linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets characterSpacingControl updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids themeFontLang clrSchemeMapping decimalSymbol listSeparator",
    numbering: "numPicBullet abstractNum num numIdMacAtCleanup",
    abstractNum: "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    lvl: "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    num: "abstractNumId lvlOverride",
    lvlOverride: "startOverride lvl",
    comments: "comment",
    footnotes: "footnote",
  }).map(([name, children]) => [`w:${name}`, children.split(" ").map((child) => `w:${child}`)]),
);

/** Elements that are allowed only as the first child (CT_P, CT_R, CT_Tc). */
const first: Readonly<Record<string, string>> = { "w:p": "w:pPr", "w:r": "w:rPr", "w:tc": "w:tcPr" };

/** EG_PContent: the elements allowed in a paragraph, or in a change or link inside it. */
const inParagraph = new Set(
  "pPr r hyperlink ins del moveFrom moveTo moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd fldSimple"
    .split(" ")
    .map((name) => `w:${name}`),
);

const changes = ["w:ins", "w:del", "w:moveFrom", "w:moveTo", "w:rPrChange", "w:pPrChange"];

/** The one child of a change of formatting (CT_RPrChange, CT_PPrChange), which it cannot lack. */
const earlierProperties: Readonly<Record<string, string>> = { "w:rPrChange": "w:rPr", "w:pPrChange": "w:pPr" };

/** Lists the violations in a Word file of the rules for its packaging (Part 2) and for WordprocessingML. */
export function faultsOf(file: Uint8Array): string[] {
  const parts = unzipSync(file);
  const faults: string[] = [];
  const xml = (name: string): Element | null => {
    const bytes = parts[name];
    return bytes ? new DOMParser().parseFromString(strFromU8(bytes), "text/xml").documentElement : null;
  };
  const document = xml("word/document.xml");
  if (!document) return ["no word/document.xml"];
  packaging();
  for (const name of Object.keys(parts).filter((part) => /^word\/[^/]+\.xml$/u.test(part))) structure(name);
  references();
  numbering();
  return faults;

  /**
   * Checks that every part has a type and every relationship leads to a part. Every reference from a part must be among
   * its relationships.
   */
  function packaging(): void {
    const types = xml("[Content_Types].xml");
    const endings = new Set(all(types, "Default").map((one) => one.getAttribute("Extension")));
    const overridden = new Set(all(types, "Override").map((one) => one.getAttribute("PartName")));
    for (const name of Object.keys(parts)) {
      if (name === "[Content_Types].xml") continue;
      if (!overridden.has(`/${name}`) && !endings.has(name.split(".").at(-1) ?? "")) faults.push(`${name} has no type`);
      const [, folder = "", of = ""] = /^(.*?)_rels\/(.+)\.rels$/u.exec(name) ?? [];
      if (of === "" && name !== "_rels/.rels") continue;
      const relations = all(xml(name), "Relationship");
      const ids = relations.map((one) => one.getAttribute("Id"));
      if (new Set(ids).size < ids.length) faults.push(`${name} names two relationships alike`);
      for (const relation of relations) {
        const target = relation.getAttribute("Target") ?? "";
        const isPart = relation.getAttribute("TargetMode") !== "External";
        const path = target.startsWith("/") ? target.slice(1) : folder + target;
        if (isPart && !parts[path]) faults.push(`${name} leads to ${path}, which is not there`);
      }
      const used = of === "" ? [] : (strFromU8(parts[folder + of] ?? new Uint8Array()).match(/ r:id="[^"]+"/gu) ?? []);
      for (const one of used) if (!ids.includes(one.slice(7, -1))) faults.push(`${of} refers to ${one.trim()}`);
    }
  }

  function structure(name: string): void {
    const root = xml(name);
    if (root) visit(root);

    // Ignorable content is named by namespace prefix. Word does not open a part that names a prefix without declaring
    // it.
    for (const prefix of root?.getAttribute("mc:Ignorable")?.split(" ") ?? []) {
      if (!root?.hasAttribute(`xmlns:${prefix}`))
        faults.push(`${name} passes over ${prefix}, which it does not explain`);
    }

    function visit(element: Element): void {
      const children = elementsIn(element);
      const names = children.map(({ nodeName }) => nodeName);
      const at = `${name}: ${element.nodeName}`;
      const order = sequences[element.nodeName];
      if (order) {
        const positions = names.map((child) => order.indexOf(child));
        if (positions.includes(-1)) faults.push(`${at} holds ${names[positions.indexOf(-1)] ?? ""}`);
        else if (positions.some((position, index) => position < (positions[index - 1] ?? 0))) {
          faults.push(`${at} has ${names.join(" ")} out of order`);
        }
      }
      const leader = first[element.nodeName];
      if (leader && names.lastIndexOf(leader) > 0) faults.push(`${at} has ${leader} after something else`);
      if (element.nodeName === "w:p") {
        for (const child of names) if (!inParagraph.has(child)) faults.push(`${at} holds ${child}`);
      }
      if (element.nodeName === "w:tc" && names.at(-1) !== "w:p") faults.push(`${at} does not end with a paragraph`);
      if (element.nodeName === "w:body" && names.at(-1) !== "w:sectPr")
        faults.push(`${at} does not end with its section`);
      const earlier = earlierProperties[element.nodeName];
      if (earlier && names.join() !== earlier) faults.push(`${at} holds ${names.join(" ")} instead of ${earlier}`);
      if (element.nodeName === "w:del" && all(element, "w:t").length > 0) faults.push(`${at} holds words that stay`);
      for (const child of children) visit(child);
    }
  }

  /**
   * Checks references, and that every name is used once: comments, notes, bookmarks, styles, and ids of tracked
   * changes.
   */
  function references(): void {
    const ids = (root: Element | null, name: string, attribute = "w:id"): string[] =>
      all(root, name).map((one) => one.getAttribute(attribute) ?? "");
    const same = (what: string, one: readonly string[], other: readonly string[]): void => {
      if (one.toSorted().join() !== other.toSorted().join()) faults.push(`${what}: ${one.join()} and ${other.join()}`);
    };
    const comments = xml("word/comments.xml");
    for (const end of ["w:commentRangeStart", "w:commentRangeEnd", "w:commentReference"]) {
      same(`comments and ${end}`, ids(comments, "w:comment"), ids(document, end));
    }
    const lasts = all(comments, "w:comment").map(
      (comment) => all(comment, "w:p").at(-1)?.getAttribute("w14:paraId") ?? "",
    );
    const threads = all(xml("word/commentsExtended.xml"), "w15:commentEx");
    const known = threads.map((thread) => thread.getAttribute("w15:paraId") ?? "");
    if (threads.length > 0) same("comments and their threads", lasts, known);
    once("threads", known);
    for (const thread of threads) {
      // 17.18.50 and [MS-DOCX] 2.5.4.2: eight hexadecimal digits, less than 80000000; resolved or not.
      const id = thread.getAttribute("w15:paraId") ?? "";
      if (!/^[0-7][0-9A-F]{7}$/u.test(id)) faults.push(`a thread called ${id}`);
      if (!/^[01]$/u.test(thread.getAttribute("w15:done") ?? "0"))
        faults.push(`thread ${id} is neither settled nor not`);
      const parent = thread.getAttribute("w15:paraIdParent");
      if (parent && !known.includes(parent)) faults.push(`a reply to ${parent}, which is not there`);
    }
    const notes = new Set(ids(xml("word/footnotes.xml"), "w:footnote"));
    for (const id of ids(document, "w:footnoteReference")) if (!notes.has(id)) faults.push(`no footnote ${id}`);
    const bookmarks = ids(document, "w:bookmarkStart", "w:name");
    once("bookmarks", bookmarks);
    same("bookmarks", ids(document, "w:bookmarkStart"), ids(document, "w:bookmarkEnd"));
    for (const name of ids(document, "w:hyperlink", "w:anchor").filter(Boolean)) {
      if (!bookmarks.includes(name)) faults.push(`no bookmark ${name}`);
    }
    const styles = new Set(ids(xml("word/styles.xml"), "w:style", "w:styleId"));
    for (const root of [document, comments, xml("word/footnotes.xml")]) {
      for (const name of ["w:pStyle", "w:rStyle", "w:tblStyle"].flatMap((kind) => ids(root, kind, "w:val"))) {
        if (!styles.has(name)) faults.push(`no style ${name}`);
      }
    }
    once(
      "tracked changes",
      [document, xml("word/footnotes.xml")].flatMap((root) => changes.flatMap((change) => ids(root, change))),
    );
  }

  /**
   * Checks that each list is defined once, with levels 0 to 8 each defined at most once. Everything numbered must use
   * an existing list.
   */
  function numbering(): void {
    const lists = xml("word/numbering.xml");
    const named = (name: string, attribute: string): string[] =>
      all(lists, name).map((one) => one.getAttribute(attribute) ?? "");
    const [defined, used] = [named("w:abstractNum", "w:abstractNumId"), named("w:num", "w:numId")];
    once("lists", defined);
    once("numberings", used);
    for (const list of all(lists, "w:abstractNum")) {
      const levels = elementsIn(list).filter(({ nodeName }) => nodeName === "w:lvl");
      const places = levels.map((level) => level.getAttribute("w:ilvl") ?? "");
      once("levels", places);
      for (const place of places) if (!/^[0-8]$/u.test(place)) faults.push(`level ${place} of a list`);
    }
    for (const num of all(lists, "w:num")) {
      const [list] = all(num, "w:abstractNumId").map((one) => one.getAttribute("w:val") ?? "");
      if (list === undefined || !defined.includes(list)) faults.push(`no list ${list ?? ""}`);
    }
    for (const root of [document, xml("word/styles.xml"), xml("word/footnotes.xml")]) {
      for (const id of all(root, "w:numId").map((one) => one.getAttribute("w:val") ?? "")) {
        if (id !== "0" && !used.includes(id)) faults.push(`no numbering ${id}`);
      }
    }
    const modes = all(xml("word/settings.xml"), "w:compatSetting").filter(
      (setting) => setting.getAttribute("w:name") === "compatibilityMode",
    );
    // Without this setting, Word opens a file in the mode of Word 2007.
    if (modes.length !== 1 || modes[0]?.getAttribute("w:val") !== "15")
      faults.push("settings: not of Word 2013 or later");
  }

  function once(what: string, names: readonly string[]): void {
    const twice = names.filter((name, index) => names.indexOf(name) < index);
    if (twice.length > 0) faults.push(`${what} named twice: ${twice.join()}`);
  }
}

function all(root: Element | null, name: string): Element[] {
  return root ? [...root.getElementsByTagName(name)] : [];
}

function elementsIn(element: Element): Element[] {
  return [...element.childNodes].filter((child: Node): child is Element => child.nodeType === 1);
}
