import { formatTimeLeft, untilTextChanges } from "../../../client/consultation/ConsultationNote.tsx";

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000];

test.each([
  [2 * day + 3 * hour + 59 * minute, "2 days 3 hours"],
  [1 * day, "1 day"],
  [hour + minute, "1 hour 1 minute"],
  [41 * minute + 59 * second, "41 minutes"],
  [59 * second, "less than a minute"],
  [0, "less than a minute"],
])("describes %d ms as %s", (remaining, expected) => {
  expect(formatTimeLeft(remaining)).toBe(expected);
});

test("updates the remaining time exactly when its wording changes", () => {
  for (const remaining of [3 * day, 2 * day + 30 * minute, day + second, 90 * minute, 61 * second]) {
    const wait = untilTextChanges(remaining);
    expect(formatTimeLeft(remaining - wait)).not.toBe(formatTimeLeft(remaining));
    expect(formatTimeLeft(remaining - wait + 1)).toBe(formatTimeLeft(remaining));
  }
});
