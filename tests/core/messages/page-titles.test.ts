import { sitePageNames } from "#core/contract/settings-pages.ts";
import * as titles from "#core/messages/en/page-titles.ts";

test("every page has one title, and there are no others", () => {
  expect(Object.keys(titles).toSorted()).toEqual(sitePageNames.toSorted());
});
