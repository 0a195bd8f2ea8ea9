import { pageNames } from "#core/contract/pages.ts";
import * as titles from "#core/messages/page-titles.en.ts";

test("every page has one title, and there are no others", () => {
  expect(Object.keys(titles).toSorted()).toEqual(pageNames.toSorted());
});
