import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { readClientTags } from "../../../server/http/pages/client-tags.ts";

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "client-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function built(manifest: unknown): string {
  fs.mkdirSync(path.join(folder, ".vite"));
  fs.writeFileSync(path.join(folder, ".vite", "manifest.json"), JSON.stringify(manifest));
  return folder;
}

test("a page links nothing if no client is built", () => {
  expect(readClientTags(folder)("pages/LibraryPage.tsx", "en")).toEqual({
    script: null,
    preload: [],
    styles: [],
    sheet: "",
    early: null,
  });
});

test("a page links the entry, its own module and the files of both, once each, with the scripts in its language", () => {
  fs.mkdirSync(path.join(folder, "assets"));
  for (const name of ["index-1", "shared-2", "reading-3", "library-4"]) {
    fs.writeFileSync(path.join(folder, "assets", `${name}.css`), `.${name}{}`);
  }
  fs.writeFileSync(path.join(folder, "early.js"), "// A comment.\nearly();\n");
  const findTags = readClientTags(
    built({
      "index.html": {
        file: "assets/en/index-1.js",
        isEntry: true,
        css: ["assets/index-1.css"],
        imports: ["_shared.js"],
      },
      "_shared.js": { file: "assets/en/shared-2.js", css: ["assets/shared-2.css"] },
      "pages/ReadingPage.tsx": {
        file: "assets/en/reading-3.js",
        imports: ["index.html", "_shared.js"],
        css: ["assets/reading-3.css", "assets/shared-2.css"],
      },
      "pages/LibraryPage.tsx": { file: "assets/en/library-4.js", css: ["assets/library-4.css"] },
    }),
  );
  expect(findTags("pages/ReadingPage.tsx", "fr")).toEqual({
    script: "/assets/fr/index-1.js",
    preload: ["/assets/fr/shared-2.js", "/assets/fr/reading-3.js"],
    styles: ["/assets/index-1.css", "/assets/shared-2.css", "/assets/reading-3.css"],
    sheet: ".index-1{}.shared-2{}.reading-3{}",
    early: "early();\n",
  });
});

test("a page of several modules links the files of each", () => {
  const findTags = readClientTags(
    built({
      "index.html": { file: "assets/en/index-1.js", isEntry: true },
      "library/LibraryPage.tsx": { file: "assets/en/library-2.js", imports: ["index.html"] },
      "library/StartPage.tsx": { file: "assets/en/start-3.js", imports: ["index.html"] },
    }),
  );
  const modules = ["library/LibraryPage.tsx", "library/StartPage.tsx"];
  expect(findTags(modules, "en").preload).toEqual(["/assets/en/library-2.js", "/assets/en/start-3.js"]);
});
