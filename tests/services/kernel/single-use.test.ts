import { SingleUse } from "../../../server/services/kernel/single-use.ts";

const life = { expiresAt: 100, now: 0 };

test("a value is taken once", () => {
  const values = new SingleUse<string>();
  values.put("browser", "key", "value", life);
  expect([values.take("browser", "key", 1), values.take("browser", "key", 1)]).toEqual(["value", null]);
});

test("a value is not taken by another browser or at its end", () => {
  const values = new SingleUse<string>();
  values.put("browser", "key", "value", life);
  expect(values.take("other", "key", 1)).toBeNull();
  expect(values.take("browser", "key", 100)).toBeNull();
});

test("keeps at most 100 000 values, and drops the oldest first", () => {
  const values = new SingleUse<number>();
  for (let count = 0; count <= 100_000; count += 1) values.put("browser", String(count), count, life);
  expect(values.take("browser", "0", 1)).toBeNull();
  expect(values.take("browser", "1", 1)).toBe(1);
});
