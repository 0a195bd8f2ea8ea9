import { marks } from "#core/messages/catalogues.ts";
import { markName } from "#core/phrases/file-text.ts";

test.each(Object.entries(marks))("words the mark “%s 1200” by the catalogue", (kind, message) => {
  const mark = kind.replace("-", " 3 ");
  expect(markName(`${mark} 1200`, "en")).toBe(message.replace("{number}", "1200").replace("{part}", "3"));
});

test("leaves the id of a file as it is", () => {
  expect(markName("https://forum.example/api/annotations/7", "en")).toBe("https://forum.example/api/annotations/7");
});
