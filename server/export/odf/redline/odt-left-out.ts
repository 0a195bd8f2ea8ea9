import { leftOutNotices, missingOf, type RedlineNotice } from "../../tracked/redline-notice.ts";
import { descendants, elementsOf, textIn } from "../../package/xml-source.ts";
import type { OdtFile } from "./odt-file.ts";

/** Returns what a redline of two OpenDocument texts leaves out of the base. */
export function odtLeftOut({ base, revised }: Readonly<Record<"base" | "revised", OdtFile>>): RedlineNotice[] {
  const [own, kept] = [base, revised].map(({ content }) =>
    [...descendants(content.body)].filter(({ name }) => name === "office:annotation"),
  );
  const comments = missingOf(own ?? [], kept ?? [], () => []);
  return leftOutNotices(comments, [headerTexts(base), headerTexts(revised)]);
}

/** Returns the texts of all headers and footers, in a fixed order. */
function headerTexts({ styles }: OdtFile): string {
  const texts = (styles ? [...descendants(styles.root)] : []).flatMap((element) => {
    if (!/^style:(?:header|footer)(?:-left|-first)?$/u.test(element.name)) return [];
    const text = elementsOf(element).map(textIn).join(" ").replace(/\s+/gu, " ").trim();
    return text === "" ? [] : [`${element.name} ${text}`];
  });
  return texts.sort().join("\n");
}
