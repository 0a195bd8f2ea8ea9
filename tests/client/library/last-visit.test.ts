import { followVisit, lastVisit, visitBefore } from "../../../client/library/last-visit.ts";

const stored = new Map<string, string>();
const page = new EventTarget();

beforeAll(() => {
  Object.assign(globalThis, {
    addEventListener: page.addEventListener.bind(page),
    removeEventListener: page.removeEventListener.bind(page),
    localStorage: {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
      removeItem: (key: string) => void stored.delete(key),
    },
  });
});
beforeEach(() => stored.clear());

/** Sends what a stream of the page receives. */
const send = (kind: "heard" | "follows", facts: object | null): boolean =>
  page.dispatchEvent(new MessageEvent(kind, { data: facts && JSON.stringify(facts) }));
const eventAt = (at: string, documentId = "a"): boolean => send("heard", { at, documentId, kind: "reply-created" });

const [morning, noon, night] = ["2013-02-06T08:00:00.000Z", "2013-02-06T12:00:00.000Z", "2013-02-06T20:00:00.000Z"];

test("a visit ends with the last event that the page heard, by the server's clock", () => {
  const end = followVisit("a");
  expect(lastVisit("a")).toBeNull();
  send("follows", { at: morning });
  expect(lastVisit("a")).toBe(morning);
  eventAt(noon);
  end();
  eventAt(night);
  expect(lastVisit("a")).toBe(noon);
  expect(lastVisit("b")).toBeNull();
});

test("the end of the visit before stays known during a visit", () => {
  stored.set("rapporteur:visit:c", morning);
  expect(visitBefore("c")).toBe(morning);
  const end = followVisit("c");
  eventAt(noon, "c");
  end();
  followVisit("c")();
  expect([visitBefore("c"), lastVisit("c")]).toEqual([morning, noon]);
});

test("a first visit has none before it, also once it is stored", () => {
  followVisit("d")();
  stored.set("rapporteur:visit:d", noon);
  expect(visitBefore("d")).toBeNull();
});

test("missed events and those of other documents are not seen", () => {
  const end = followVisit("a");
  send("follows", { at: morning });
  send("heard", null);
  eventAt(noon, "b");
  end();
  expect([lastVisit("a"), lastVisit("b")]).toEqual([morning, null]);
});

test("a tab that was opened earlier does not forget what another has seen", () => {
  stored.set("rapporteur:visit:a", noon);
  const end = followVisit("a");
  send("follows", { at: morning });
  end();
  expect(lastVisit("a")).toBe(noon);
});

test("a visit that an earlier version stored counts until the next one, even if the clock was ahead", () => {
  stored.set("rapporteur:seen:a", "2031-01-01T00:00:00.000Z");
  expect(lastVisit("a")).toBe("2031-01-01T00:00:00.000Z");
  const end = followVisit("a");
  send("follows", { at: morning });
  end();
  expect([lastVisit("a"), [...stored.keys()]]).toEqual([morning, ["rapporteur:visit:a"]]);
});

test("blocked storage is no fault", () => {
  const { localStorage } = globalThis;
  Object.assign(globalThis, { localStorage: undefined });
  const end = followVisit("a");
  send("follows", { at: morning });
  expect(lastVisit("a")).toBeNull();
  end();
  Object.assign(globalThis, { localStorage });
});
