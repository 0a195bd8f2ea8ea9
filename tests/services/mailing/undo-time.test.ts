import { setMailChoices } from "../../../server/services/mailing/choices.ts";
import type { Mailing } from "../../../server/store/unrecorded-rows.ts";
import { asActor } from "../../support/forum.ts";
import { day, hour, MailedForum, minute } from "./mailed-forum.ts";

const member = asActor("member");

/** Opens a forum whose member gets replies at once. */
async function openAtOnce(): Promise<MailedForum> {
  const mailed = await MailedForum.open();
  await setMailChoices(mailed.context, member, { times: [{ kind: "reply", time: "at-once" }] });
  return mailed;
}

/** Returns which of these texts each mail to the member has. */
function textsIn(mailed: MailedForum, texts: readonly string[]): number[][] {
  return mailed.to("member").map(({ text }) => texts.flatMap((one, at) => (text.includes(one) ? [at] : [])));
}

test("a digest leaves out what can still be undone, for the next one", async () => {
  const mailed = await MailedForum.open();
  const mailing = await mailed.context.store.read((reader) => reader.get("mailings", "member"));
  const first = await mailed.reply();
  await mailed.pass(Date.parse(mailing?.digestDueAt ?? "") - mailed.now - minute);
  const second = await mailed.reply();
  await mailed.pass(minute);
  await mailed.pass(day);
  expect(textsIn(mailed, [first, second])).toEqual([[0], [1]]);
});

test("mails at once wait until nobody can undo the last event", async () => {
  const mailed = await openAtOnce();
  const texts = [await mailed.reply()];
  await mailed.pass(minute);
  texts.push(await mailed.reply());
  await mailed.pass(minute);
  expect(textsIn(mailed, texts)).toEqual([]);
  await mailed.pass(minute);
  expect(textsIn(mailed, texts).flat().sort()).toEqual([0, 1]);
});

test("a mail that an earlier server prepared has all events up to now", async () => {
  const mailed = await openAtOnce();
  const texts = [await mailed.reply()];
  await mailed.pass(minute);
  texts.push(await mailed.reply());
  await mailed.run();
  await mailed.context.store.transact(async (writer) => {
    const { atOnceLast: _last, ...before } = (await writer.get("mailings", "member")) as Mailing;
    await writer.put("mailings", { ...before, atOnceDueAt: new Date(mailed.now + minute).toISOString() });
  });
  await mailed.pass(minute);
  expect(textsIn(mailed, texts).flat().sort()).toEqual([0, 1]);
});

test("events in quick succession delay the first mail by ten minutes at most, and no event is mailed too early", async () => {
  const mailed = await openAtOnce();
  const texts: string[] = [];
  for (let at = 0; at < 12; at += 1) {
    texts.push(await mailed.reply());
    await mailed.pass(minute);
  }
  expect(
    textsIn(mailed, texts)
      .flat()
      .toSorted((left, right) => left - right),
  ).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  await mailed.pass(hour);
  expect(new Set(textsIn(mailed, texts).flat())).toEqual(new Set(texts.keys()));
});
