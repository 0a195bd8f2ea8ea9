import {
  callOffConsultation,
  closeConsultations,
  followConsultations,
  setConsultation,
} from "../../../server/services/publication/consultation.ts";
import { followEvents, getEvents } from "../../../server/services/forum/events.ts";
import { asActor, firstDraft, openForum, type TestForum } from "../../support/forum.ts";

const version = "opinion-5@1";
const closesAt = "2013-02-10T12:00:00.000Z";
const terms = { version, revision: 0, opensAt: "2013-02-01T00:00:00Z", closesAt, blind: true };
const secretariat = asActor("secretariat");

/** Opens a forum with a blind consultation and a clock that tests set. */
async function openBlind(): Promise<TestForum & { at: (moment: string) => TestForum["context"] }> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await setConsultation(forum.context, secretariat, terms);
  return { ...forum, at: (moment) => ({ ...forum.context, now: () => new Date(moment) }) };
}

async function closings({ context }: TestForum): Promise<string[]> {
  const events = await getEvents(context, asActor("public"), { document: "opinion-5", limit: 100 });
  return events.flatMap(({ kind, at }) => (kind === "consultation-closed" ? [at] : []));
}

describe("closeConsultations", () => {
  test("closes nothing up to the deadline, and returns the next closing time", async () => {
    const forum = await openBlind();
    const next = new Date(Date.parse(closesAt) + 1);
    expect(await closeConsultations(forum.at("2013-02-06T00:00:00Z"))).toEqual(next);
    expect(await closeConsultations(forum.at(closesAt))).toEqual(next);
    expect(await closings(forum)).toEqual([]);
  });

  test("announces a closing once after the deadline, dated at the deadline", async () => {
    const forum = await openBlind();
    expect(await closeConsultations(forum.at("2013-02-12T00:00:00Z"))).toBeNull();
    await closeConsultations(forum.at("2013-02-13T00:00:00Z"));
    expect(await closings(forum)).toEqual([closesAt]);
  });

  test("closes again at a postponed deadline, but not after cancellation", async () => {
    const forum = await openBlind();
    await closeConsultations(forum.at("2013-02-12T00:00:00Z"));
    const later = "2013-02-20T12:00:00.000Z";
    await setConsultation(forum.context, secretariat, { ...terms, closesAt: later, revision: 1 });
    await closeConsultations(forum.at("2013-02-21T00:00:00Z"));
    expect(await closings(forum)).toEqual([closesAt, later]);
    await setConsultation(forum.context, secretariat, { ...terms, revision: 2 });
    await callOffConsultation(forum.context, secretariat, { version, revision: 3 });
    await closeConsultations(forum.at("2013-02-22T00:00:00Z"));
    expect(await closings(forum)).toEqual([closesAt, later]);
  });
});

describe("followConsultations", () => {
  beforeEach(() =>
    jest.useFakeTimers({ now: new Date("2013-02-10T09:30:00Z"), doNotFake: ["nextTick", "setImmediate"] }),
  );
  afterEach(() => jest.useRealTimers());

  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test("notifies a document's followers at closing time, even if the deadline was moved", async () => {
    const forum = await openBlind();
    const context = { ...forum.context, now: () => new Date() };
    const heard: string[] = [];
    const following = await followEvents(
      context,
      asActor("public"),
      { document: "opinion-5", after: null },
      ({ kind }) => {
        heard.push(kind);
      },
    );
    const failed = jest.fn();
    const stop = followConsultations(context, failed);
    await settle();
    await setConsultation(context, secretariat, { ...terms, closesAt: "2013-02-10T10:00:00Z", revision: 1 });
    for (let minutes = 0; minutes <= 30; minutes += 10) {
      await settle();
      await jest.advanceTimersByTimeAsync(600_000);
    }
    await settle();
    await following.caughtUp();
    expect(heard).toEqual(["consultation-set", "consultation-closed"]);
    expect(failed).not.toHaveBeenCalled();
    stop();
    following.stop();
    expect(jest.getTimerCount()).toBe(0);
  });
});
