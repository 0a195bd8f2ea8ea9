import { fileTitle, runningText } from "../../../server/export/shared/title-facts.ts";
import { html, markdown } from "../whole-files.ts";
import { compilation, opinionDocument, version } from "../sample.ts";

const symbol = "WTPF-13/5-E";

test.each([
  [{}, {}, "Opinion 5"],
  [{ symbol: "WTPF-13/5" }, {}, "WTPF-13/5"],
  [{ symbol: "WTPF-13/5" }, { symbol }, symbol],
])("with %j and %j, a page head begins with %s", (ofDocument, ofVersion, first) => {
  const named = { document: { ...opinionDocument, ...ofDocument }, version: version(ofVersion) };
  expect(runningText(named).split(" · ")[0]).toBe(first);
  expect(fileTitle(named).split(", ")[0]).toBe(first);
});

test("a page leads with the symbol and ends with the hashes", () => {
  const file = html(compilation([], { version: version({ symbol }) }), "on-the-words");
  expect(file).toContain(`<title>${symbol}, Opinion 5, Third draft</title>`);
  expect(file.indexOf(`<p class="symbol" dir="auto">${symbol}</p>`)).toBeLessThan(file.indexOf("<h1"));
  expect(file.indexOf("a".repeat(64))).toBeGreaterThan(file.indexOf("</main>"));
});

test("Markdown begins with the symbol and ends with the hashes", () => {
  const file = markdown(compilation([], { version: version({ symbol }) }));
  expect(file.startsWith(`**${symbol}**`)).toBe(true);
  expect(file.trimEnd().endsWith("b".repeat(64))).toBe(true);
});

test("no file contains the reason of a correction", () => {
  const corrected = {
    at: "2013-02-07T09:00:00Z",
    by: "secretariat",
    reason: "Typed twice.",
    before: { label: "x", date: "2013-02-06", symbol: null },
  };
  const compiled = compilation([], { version: version({ corrections: [corrected] }) });
  expect(JSON.stringify(compiled)).not.toContain("Typed twice.");
});
