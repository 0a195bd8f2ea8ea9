import { newEventId } from "../../server/store/stored-event.ts";

test("an event's id never begins with a hyphen, which a command would read as an option", () => {
  const ids = Array.from({ length: 2000 }, () => newEventId());
  expect(ids.filter((id) => id.startsWith("-"))).toEqual([]);
  expect(new Set(ids).size).toBe(2000);
});
