import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { RequestHandler } from "express";
import { checkerTexts } from "#core/messages/catalogues.ts";
import { escapeHtml } from "#core/text/html-markup.ts";

const style = `:root{color-scheme:light dark;font:1.0625rem/1.5 system-ui,sans-serif}
body{max-inline-size:42rem;margin:2rem auto;padding-inline:1rem}
h1{font-size:1.5rem}label{display:block;font-weight:600;margin-block-start:1.25rem}
input,textarea{box-sizing:border-box;inline-size:100%;font:inherit;margin-block-start:.25rem}
textarea{font-family:ui-monospace,monospace;min-block-size:4.5rem}
.hint{margin-block:.25rem 0}#result{margin-block-start:2rem}
#result p{border-inline-start:.375rem solid GrayText;padding-inline-start:.75rem;overflow-wrap:anywhere}
#result .good{border-color:#2e8540}#result .bad{border-color:#d83933;font-weight:600}`;

/**
 * Returns the file that checks a chain: one HTML file with its script, style and texts. Its policy lets it load and send
 * nothing.
 */
export function checkerFile(script: string): string {
  const hashOf = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; form-action 'none'; base-uri 'none'`;
  const texts = Object.fromEntries(Object.entries(checkerTexts).map(([key, text]) => [key, escapeHtml(text)])) as {
    [Key in keyof typeof checkerTexts]: string;
  };
  return `<!doctype html>
<html lang="en" dir="ltr">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${texts.title}</title>
<style>${style}</style>
<main>
<h1>${texts.title}</h1>
<p>${texts.about}</p>
<noscript><p>${texts.needsScripts}</p></noscript>
<div id="form" hidden>
<label for="chain">${texts.chain}</label>
<input type="file" id="chain" accept=".jsonl">
<label for="noted">${texts.noted}</label>
<textarea id="noted" aria-describedby="hint" spellcheck="false" autocomplete="off" dir="ltr"></textarea>
<p class="hint" id="hint">${texts.notedHint}</p>
<label for="earlier">${texts.earlier}</label>
<input type="file" id="earlier" accept=".jsonl">
<div id="result" role="status"></div>
</div>
</main>
<script type="application/json" id="texts">${JSON.stringify(checkerTexts).replaceAll("<", "\\u003c")}</script>
<script>${script}</script>
</html>
`;
}

/** Serves the checker as a download. It is opened from the disk, because the server could send another to each reader. */
export function serveChecker(clientFolder: string): RequestHandler {
  return async (_request, response, next) => {
    const script = await readFile(path.join(clientFolder, "audit-checker.js"), "utf8").catch(() => null);
    if (script === null) {
      next();
      return;
    }
    response
      .attachment("audit-checker.html")
      .set("Cache-Control", "public, max-age=0")
      .type("html")
      .send(checkerFile(script));
  };
}
