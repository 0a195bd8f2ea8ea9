import { isolatedParts } from "#core/text/direction.ts";
import { escapeHtml } from "#core/text/html-markup.ts";
import { word } from "../shared/export-phrases.ts";
import type { Piece, Steps } from "../shared/steps.ts";
import type { TitleFact } from "../shared/title-facts.ts";

/** The parts of a standalone page. Markup is already escaped; everything else is text. */
export interface PageParts {
  language: string;
  direction: string;
  title: string;
  style: string;
  /** Markup of the body, piece by piece. */
  body: Iterable<string>;
  /** The steps that `body` takes. */
  steps: Steps;
  /** URL of a style sheet with fonts, the only one a page for printing loads. If omitted, the page makes no request. */
  fonts?: string;
}

/**
 * Renders a standalone page. Its policy allows no scripts and no requests, so that anything injected into a text could
 * neither run nor report that the file was opened.
 */
export function* htmlPage({ body, steps, ...head }: PageParts): Generator<Piece, void> {
  yield steps.piece(headMarkup(head));
  for (const markup of body) yield steps.piece(markup === "" ? "" : `${markup}\n`);
  yield steps.piece("</body>\n</html>\n");
}

function headMarkup({ language, direction, title, style, fonts }: Omit<PageParts, "body" | "steps">): string {
  const origin = fonts === undefined ? "" : ` ${new URL(fonts).origin}`;
  const policy = [
    "default-src 'none'",
    `style-src 'unsafe-inline'${origin}`,
    ...(origin === "" ? [] : [`font-src${origin}`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!doctype html>
<html lang="${escapeHtml(language)}" dir="${escapeHtml(direction)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>${fonts === undefined ? "" : `\n<link rel="stylesheet" href="${escapeHtml(fonts)}">`}
<style>${style}</style>
</head>
<body>
`;
}

/** Renders an element with text, in the direction of that text. Empty if the text is empty. */
export function textElement(element: string, className: string | null, text: string): string {
  if (text === "") return "";
  const named = className === null ? "" : ` class="${className}"`;
  return `<${element}${named} dir="auto">${sentenceMarkup(text)}</${element}>`;
}

/** Renders a sentence, with each isolated part in an element of its own. */
export function sentenceMarkup(text: string): string {
  return isolatedParts(text)
    .map((part) => (part.isolated ? `<bdi>${escapeHtml(part.text)}</bdi>` : escapeHtml(part.text)))
    .join("");
}

/** Renders the facts of a title page. */
export function factList(facts: readonly TitleFact[]): string {
  const rows = facts.map(({ label, value, code }) => {
    const written = code ? `<code dir="ltr">${escapeHtml(value)}</code>` : sentenceMarkup(value);
    return `<dt dir="auto">${escapeHtml(label)}</dt><dd dir="auto">${written}</dd>`;
  });
  return `<dl class="facts">${rows.join("\n")}</dl>`;
}

/** Renders the end of the last page, which identifies the text. */
export function closingMarkup(facts: readonly TitleFact[]): string {
  return `<footer class="closing">${factList(facts)}</footer>`;
}

/** Renders an arrow from one end of a move to the other. The page's style draws it, because few fonts have one. */
export function moveLink(change: "moved-here" | "moved-away", target: string, language: string): string {
  const back = change === "moved-here" ? " data-back" : "";
  const name = escapeHtml(word(back ? "export-redline-to-old-location" : "export-redline-to-new-location", language));
  return `<a class="move-link" href="#${escapeHtml(target)}" aria-label="${name}"${back}></a>`;
}
