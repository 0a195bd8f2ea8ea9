import { type FieldValues, houseFields, type TemplateFacts } from "#core/text/word-template.ts";
import { generatedStyles } from "#core/compile/generated-styles.ts";
import { type HostFile, type OpenHost, type OwnParts, styleSheetXml } from "../../docx/package.ts";
import { appended, type Edit, edited, elementsOf, plainAttribute, type XmlSource } from "../../package/xml-source.ts";
import { withoutPrivateParts } from "../without-private-parts.ts";
import { relationsPart, WordFile } from "../word-file.ts";
import { xmlElement } from "../../shared/xml.ts";
import { adapter, bodyPlace, checkPrefixes, frameOf, settingsEdits } from "./main-part.ts";
import { checkPackage } from "./check-package.ts";
import { checkCounts, fieldControls, fillFields, UnfitTemplate } from "./controls.ts";
import { commonStyles, mergeStyles } from "./house-styles.ts";

const contentTypes = "[Content_Types].xml";
const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const wordTypes = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const corePart = "docProps/core.xml";

/** The parts of the text that replace the template's, with the ends of their types and relationship types. */
const replaced = {
  "word/footnotes.xml": { type: "footnotes", uri: `${office}/footnotes` },
  "word/comments.xml": { type: "comments", uri: `${office}/comments` },
  "word/commentsExtended.xml": {
    type: "commentsExtended",
    uri: "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
  },
} as const;

/** The template's relations that are dropped, because the text has its own parts or needs none. */
const dropped: ReadonlySet<string> = new Set([
  ...["footnotes", "comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"],
]);

/**
 * Checks a Word file for use as a template, and returns what it has.
 *
 * @throws UnfitTemplate; UnsupportedPackageError
 */
export function templateFacts(parts: ReadonlyMap<string, Uint8Array>): TemplateFacts {
  checkPackage(new WordFile(parts));
  const file = publicFile(parts);
  const main = mainOf(file);
  const place = bodyPlace(main);
  const template = stylesOf(file);
  const pages = pageParts(file);
  const roots = [main.root, ...pages.map(({ source }) => source.root)];
  roots.forEach(checkCounts);
  const found = new Set(roots.flatMap((root) => fieldControls(root).map(({ field }) => field)));
  return {
    styles: commonStyles(template.source, styleSheetXml()),
    header: pages.some(({ type }) => type === "header"),
    footer: pages.some(({ type }) => type === "footer"),
    cover: place.before,
    body: place.control !== null,
    fields: houseFields.filter((field) => found.has(field)),
    missingFields: houseFields.filter((field) => !found.has(field)),
  };
}

/** Opens a checked template as the host of a text, with its fields filled and without its private data. */
export function houseFile(parts: ReadonlyMap<string, Uint8Array>, values: FieldValues): HostFile {
  const file = publicFile(parts);
  const main = mainOf(file);
  return {
    shown: new Set(fieldControls(main.root).map(({ field }) => field)),
    open: (own) => openHost(file, main, values, own),
  };
}

/** A template's author wrote its hidden text and properties, not the forum: no export has them. */
function publicFile(parts: ReadonlyMap<string, Uint8Array>): WordFile {
  return new WordFile(withoutPrivateParts(parts).parts);
}

function openHost(file: WordFile, main: XmlSource, values: FieldValues, own: OwnParts): OpenHost {
  const place = bodyPlace(main);
  const { name: stylesPart, source: styles } = stylesOf(file);
  const { before, after } = generatedStyles.template;
  const markers = [...(place.before ? [before] : []), ...(place.after ? [after] : [])];
  const merged = mergeStyles(styles, own.styles, { language: own.language, markers });
  const frame = frameOf(main, place, { values, wide: own.wide });
  const adapt = adapter(merged.ids, merged.numbered);
  const settings = file.related("settings");
  const core = file.relationsOf("").find(({ type }) => type === "core-properties")?.target ?? corePart;
  const names = Object.keys(replaced).filter((name) => name === "word/footnotes.xml" || own.hasComments);
  const further = settings === undefined ? ["word/settings.xml"] : [];
  const removed = new Set(
    file
      .relationsOf(file.main)
      .filter(({ type, external }) => dropped.has(type) && !external)
      .flatMap(({ target }) => [target, relationsPart(target)]),
  );
  const taken = file.relationsOf(file.main).map(({ id }) => id);
  let linkPrefix = "rIdLink";
  while (taken.some((id) => id.startsWith(linkPrefix))) linkPrefix += "s";
  return {
    linkPrefix,
    main: { name: file.main, ...frame },
    adapt,
    contentTypes: encode(contentTypesXml()),
    finish(ownParts, links) {
      const parts = new Map(file.parts);
      for (const name of [contentTypes, file.main, ...removed]) parts.delete(name);
      edit(stylesPart, styles, merged.edits);
      if (settings !== undefined) {
        const source = file.source(settings);
        if (source) edit(settings, source, settingsEdits(source));
      }
      for (const { name, source } of pageParts(file)) edit(name, source, fillFields(source, values));
      for (const name of [...names, ...further]) {
        for (const part of [name, relationsPart(name)]) {
          const bytes = ownParts.get(part);
          if (bytes) parts.set(part, name === "word/settings.xml" ? bytes : adaptedPart(bytes));
        }
      }
      parts.set(core, ownParts.get(corePart) ?? new Uint8Array());
      parts.set(relationsPart(file.main), encode(mainRelations(links)));
      parts.set("_rels/.rels", encode(rootRelations()));
      return parts;

      function edit(name: string, source: XmlSource, edits: readonly Edit[]): void {
        if (edits.length > 0) parts.set(name, encode(edited(source.xml, edits)));
      }
    },
  };

  function adaptedPart(bytes: Uint8Array): Uint8Array {
    return encode(adapt(new TextDecoder().decode(bytes)));
  }

  function contentTypesXml(): string {
    const source = sourceOf(file, contentTypes);
    const mainType = `${wordTypes}document.main+xml`;
    const gone = new Set([...removed, ...names, ...further, core, file.main].map((name) => `/${name}`.toLowerCase()));
    const edits = elementsOf(source.root)
      .filter((element) => gone.has(plainAttribute(element, "PartName")?.toLowerCase() ?? ""))
      .map(({ start, end }): Edit => ({ start, end, text: "" }));
    const overrides = [
      [file.main, mainType],
      [core, "application/vnd.openxmlformats-package.core-properties+xml"],
      ...names.map((name) => [name, `${wordTypes}${replaced[name as keyof typeof replaced].type}+xml`]),
      ...further.map((name) => [name, `${wordTypes}settings+xml`]),
    ].map(([name = "", type = ""]) => xmlElement("Override", { PartName: `/${name}`, ContentType: type }));
    return edited(source.xml, [...edits, appended(source, overrides.join(""))]);
  }

  function mainRelations(links: string): string {
    const source = sourceOf(file, relationsPart(file.main));
    const edits = elementsOf(source.root)
      .filter((element) => dropped.has((plainAttribute(element, "Type") ?? "").replace(/^.*\//u, "")))
      .map(({ start, end }): Edit => ({ start, end, text: "" }));
    const added = [...names, ...further].map((name, index) => {
      const uri = name in replaced ? replaced[name as keyof typeof replaced].uri : `${office}/settings`;
      return xmlElement("Relationship", { Id: `${linkPrefix}Part${String(index + 1)}`, Type: uri, Target: `/${name}` });
    });
    return edited(source.xml, [...edits, appended(source, added.join("") + links)]);
  }

  function rootRelations(): string {
    const source = sourceOf(file, relationsPart(""));
    if (file.relationsOf("").some(({ type }) => type === "core-properties")) return source.xml;
    const uri = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    return edited(source.xml, [
      appended(source, xmlElement("Relationship", { Id: "rIdCoreProperties", Type: uri, Target: corePart })),
    ]);
  }
}

/** The parts of headers and footers that pages of the template show. */
function pageParts(file: WordFile): { type: string; name: string; source: XmlSource }[] {
  const seen = new Set<string>();
  return file.relationsOf(file.main).flatMap(({ type, target, external }) => {
    const source = file.source(target);
    if ((type !== "header" && type !== "footer") || external || !source || seen.has(target)) return [];
    seen.add(target);
    return [{ type, name: target, source }];
  });
}

function mainOf(file: WordFile): XmlSource {
  const main = sourceOf(file, file.main);
  checkPrefixes(main.root, file.main);
  for (const { name, source } of pageParts(file)) {
    if (fieldControls(source.root).length > 0) checkPrefixes(source.root, name);
  }
  return main;
}

function stylesOf(file: WordFile): { name: string; source: XmlSource } {
  const name = file.related("styles");
  const source = file.source(name);
  if (name === undefined || !source) throw new UnfitTemplate("unsupported", "no styles");
  checkPrefixes(source.root, name);
  const settings = file.relatedRoot("settings");
  if (settings) checkPrefixes(settings, "settings");
  return { name, source };
}

function sourceOf(file: WordFile, name: string): XmlSource {
  const source = file.source(name);
  if (!source) throw new UnfitTemplate("unsupported", `no ${name}`);
  // New elements of these parts have no prefix.
  const isPlain = !/\.rels$|^\[Content_Types\]/u.test(name) || !source.root.raw.includes(":");
  if (!isPlain) throw new UnfitTemplate("unsupported", `prefixes of ${name}`);
  return source;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
