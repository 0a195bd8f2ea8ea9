import { withoutPictureData } from "../../server/pictures/picture-data.ts";

const namespaces =
  'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:ink="http://www.inkscape.org/namespaces/inkscape" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"';
const svg = (content: string, attributes = ""): string => `<svg ${namespaces}${attributes}>${content}</svg>`;
const path = '<path d="M0 0h8"  fill="url(#sky)"/>';
const linked = (address: string): string => svg(`<image xlink:href="${address}"/>`);
const html = (content: string): string =>
  svg(`<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">${content}</body></foreignObject>`);
const dataOf = (bytes: Uint8Array): string => `data:image/gif;base64,${Buffer.from(bytes).toString("base64")}`;

function clean(xml: string): string | null {
  const picture = withoutPictureData(new TextEncoder().encode(xml));
  return picture && Buffer.from(picture.bytes).toString();
}

test.each([
  ["comments", svg(`<!-- by A. Writer -->${path}`), svg(path)],
  ["the metadata", svg(`<metadata><rdf:RDF>A. Writer</rdf:RDF></metadata>${path}`), svg(path)],
  ["descriptions", svg(`<desc>Drawn by A. Writer</desc><title>Plan B</title>${path}`), svg(path)],
  ["scripts", svg(`<script>secret()</script>${path}`), svg(path)],
  ["elements of a drawing program", svg(`<ink:view user="A. Writer"><path d=""/></ink:view>${path}`), svg(path)],
  ["attributes of a drawing program", svg(path, ' ink:file="C:\\Users\\writer\\plan.svg"'), svg(path)],
  ["attributes for scripts", svg('<g data-by="A. Writer" onclick="secret()"></g>'), svg("<g></g>")],
  ["instructions to programs", svg(`<?by A. Writer?>${path}`), svg(path)],
  ["labels for screen readers", svg('<g aria-label="A. Writer"></g>'), svg("<g></g>")],
  [
    "the whole document of a drawing program",
    svg(path, ' content="&lt;mxfile agent=&quot;A. Writer&quot;>"'),
    svg(path),
  ],
  ["the address of the drawing's own folder", svg(path, ' xml:base="file:///C:/Users/writer/"'), svg(path)],
  ["scripts of text in HTML", html("<script>secret()</script><p>A</p>"), html("<p>A</p>")],
  ["facts about text in HTML", html('<meta content="A. Writer"/><p title="A. Writer">A</p>'), html("<p>A</p>")],
  ["addresses of text in HTML", html('<object data="file:///C:/a"/><img srcset="file:///C:/a"/>'), html("<img/>")],
  ["the address of a file", linked("file:///C:/Users/writer/plan.png"), svg("<image/>")],
])("removes %s from an SVG drawing and keeps the rest byte for byte", (_, before, after) => {
  expect(clean(before)).toBe(after);
});

test("keeps a drawing without such data byte for byte", () => {
  const drawing = `\uFEFF<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n${svg(
    `<defs>\n<style>path { fill: url('#sky') }</style></defs><use xlink:href="#sky"/>${path}<text>A &amp; B</text>`,
  )}`;
  expect(clean(drawing)).toBe(drawing);
  expect(withoutPictureData(new TextEncoder().encode(drawing))?.isChanged).toBe(false);
});

test("removes the data of a picture inside a drawing", () => {
  const gif = Buffer.from(`GIF89a\x01\0\x01\0\0\0\0,${"\0".repeat(9)}\x02\x02px\0;`, "latin1");
  expect(clean(linked(dataOf(Buffer.concat([gif, Buffer.from("secret")]))))).toBe(linked(dataOf(gif)));
});

test.each([
  ["declares entities", `<!DOCTYPE svg [<!ENTITY a "b">]>${svg(path)}`],
  ["has a picture of an unknown format inside", linked(dataOf(new Uint8Array([1, 2, 3])))],
  ["loads styles from elsewhere", svg("<style>@import 'a.css';</style>")],
  ["names a file in its styles", svg('<g style="fill: url(C:/plan.svg#a)"/>')],
  ["hides an address in its styles", svg("<style>g { fill: u\\72l(C:/plan.svg#a) }</style>")],
  ["hides an address behind a comment", svg("<style>g { fill: ur<!-- -->l(C:/plan.svg#a) }</style>")],
  ["hides an address behind another style", svg("<style><style/>g { fill: url(C:/plan.svg#a) }</style>")],
  [
    "hides an address behind a style that is removed",
    svg("<style><metadata><style/></metadata>g { fill: url(C:/plan.svg#a) }</style>"),
  ],
  ["names a picture in its styles", svg("<style>g { background: image-set('C:/a.png' 1x) }</style>")],
  ["has comments in its styles", svg("<style>/* by A. Writer */</style>")],
  ["has comments in the style of an element", svg('<g style="/* by A. Writer */"/>')],
  ["sets an address by animation", svg('<image><set attributeName="xlink:href" to="C:/a.png"/></image>')],
  ["names a file as its type", `<!DOCTYPE svg SYSTEM "file:///C:/a.dtd">${svg(path)}`],
  ["has a picture inside in another encoding", linked("data:image/svg+xml;utf8,%3Csvg/%3E")],
  ["nests deeper than drawings do", svg("<g>".repeat(200) + "</g>".repeat(200))],
  ["is no SVG", "<html><body/></html>"],
  ["is damaged", svg("<g>")],
])("leaves a drawing alone that %s", (_, xml) => {
  expect(clean(xml)).toBeNull();
});
