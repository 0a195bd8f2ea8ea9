import { readOdt } from "../../../server/import/odt/read-odt.ts";
import { showBlocks } from "../show-blocks.ts";
import { odtFile, p } from "./odt-file.ts";

const field = (isHidden: boolean): string => `<text:hidden-paragraph text:is-hidden="${String(isHidden)}"/>`;
const shownIn = (body: string): { shown: string[]; notices: string[] } => {
  const read = readOdt(odtFile({ body }));
  return { shown: showBlocks(read), notices: read.notices.map(({ code }) => code) };
};

test("leaves out a paragraph that its field hides, and reports it", () => {
  expect(shownIn(p(`${field(true)}Hidden.`) + p("Shown."))).toEqual({
    shown: ["Shown."],
    notices: ["hidden-text-left-out"],
  });
});

test("reads a paragraph that one of its fields shows", () => {
  const body = p(`${field(false)}One.`) + p(`${field(true)}Two${field(false)}.`);
  expect(shownIn(body)).toEqual({ shown: ["One.", "Two."], notices: [] });
});

test("leaves out a section that its condition hides", () => {
  const section = (isHidden: boolean): string =>
    `<text:section text:display="condition" text:is-hidden="${String(isHidden)}">${p(`Hidden: ${String(isHidden)}.`)}</text:section>`;
  expect(shownIn(section(true) + section(false)).shown).toEqual(["Hidden: false."]);
});
