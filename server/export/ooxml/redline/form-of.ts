import { elementsOf, type SourceElement } from "../../package/xml-source.ts";

/** Returns an element's form: names, values and contents, without ids of sessions and templates. */
export function formOf(element: SourceElement): string {
  if (/^w:(?:nsid|tmpl|\w+Change)$/u.test(element.name)) return "";
  const attributes = element.attributes
    .filter(({ local }) => !/^(?:rsid.*|tplc|abstractNumId|hint|restartNumberingAfterBreak)$/u.test(local))
    .map(({ local, value }) => ` ${local}=${value}`)
    .sort();
  return `<${element.name}${attributes.join("")}>${elementsOf(element).map(formOf).join("")}`;
}
