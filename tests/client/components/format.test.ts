import { keepForumZone } from "../../../client/api/forum-zone.ts";
import { formatDate, formatDeadline, formatMoment } from "../../../client/components/format.tsx";

const at = "2026-12-14T23:30:00Z";

beforeAll(() => {
  keepForumZone("Asia/Tokyo");
});

afterAll(() => keepForumZone(undefined));

test("shows times and their days in the forum's zone, and dates as they are", () => {
  expect(formatMoment(at)).toBe("15 Dec 2026, 08:30 GMT+9");
  expect(formatDate(at)).toBe("15 Dec 2026");
  expect(formatDate("2026-12-14")).toBe("14 Dec 2026");
});

test.each([
  ["another day", "America/New_York", "15 Dec 2026, 08:30 GMT+9 (14 Dec, 18:30 your time)"],
  ["the server, which does not know it", null, "15 Dec 2026, 08:30 GMT+9"],
  ["the same time, under another name", "Asia/Seoul", "15 Dec 2026, 08:30 GMT+9"],
])("adds the reader's time to a deadline if their clock differs: %s", (_name, zone, text) => {
  expect(formatDeadline(at, zone)).toBe(text);
});
