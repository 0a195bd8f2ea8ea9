import { execFileSync } from "node:child_process";

/** Runs code as `npm run dev` does. tsx uses the settings of tsconfig.json only for the files that it includes. */
function renderedFromSource(code: string): string {
  const args = ["--import", "tsx", "--input-type=module", "--eval", code];
  return execFileSync(process.execPath, args, { encoding: "utf8" });
}

test("pages and their parts in the client's folder render from source", () => {
  const code = `
    import { createElement } from "react";
    import { renderToStaticMarkup } from "react-dom/server";
    import { HeaderFrame } from "./client/page-parts/HeaderFrame.tsx";
    console.log(renderToStaticMarkup(createElement(HeaderFrame, { home: "Forum", trail: [], here: null, arrow: ">" })));
  `;
  expect(renderedFromSource(code)).toMatch(/^<header/u);
});
