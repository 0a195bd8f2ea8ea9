import { escapeHtml } from "#core/text/html-markup.ts";
import { word } from "../shared/export-phrases.ts";

/** An arrow from one place of what moved to its other: drawn by the page's style, since few fonts have one. */
export function toOtherPlace(change: "moved-here" | "moved-away", target: string, language: string): string {
  const name = escapeHtml(word(`export-redline-${change}`, language));
  const back = change === "moved-here" ? " data-back" : "";
  return `<a class="to-other" href="#${escapeHtml(target)}" aria-label="${name}"${back}></a>`;
}
