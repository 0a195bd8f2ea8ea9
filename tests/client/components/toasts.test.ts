import { dismissToast, readToasts, subscribeToasts, toast } from "../../../client/components/toasts.ts";

const latest = () => readToasts()[0]!;

test("shows a message and keeps it in the log after it is dismissed", () => {
  toast("Comment submitted.");
  expect(latest()).toMatchObject({ text: "Comment submitted.", tone: "done", shown: true });
  dismissToast(latest().id);
  expect(latest()).toMatchObject({ text: "Comment submitted.", shown: false });
});

test("undoes an action only once", () => {
  let undone = 0;
  toast("Withdrawn.", { undo: () => (undone += 1) });
  latest().act?.();
  expect(undone).toBe(1);
  expect(latest().act).toBeUndefined();
});

test("undoing one action keeps undo available for the others", () => {
  toast("First.", { undo: () => undefined });
  toast("Second.", { undo: () => undefined });
  latest().act?.();
  expect(readToasts()[1]).toMatchObject({ text: "First." });
  expect(readToasts()[1]?.act).toBeDefined();
});

test("notifies a subscriber until it unsubscribes", () => {
  let notified = 0;
  const stop = subscribeToasts(() => (notified += 1));
  toast("One.");
  stop();
  toast("Two.");
  expect(notified).toBe(1);
});

test("offers undo again if it was refused", async () => {
  const answers = [false, true];
  toast("Changes saved.", { undo: () => Promise.resolve(answers.shift()) });
  latest().act?.();
  expect(latest().act).toBeUndefined();
  await Promise.resolve();
  expect(latest()).toMatchObject({ text: "Changes saved.", shown: true });
  latest().act?.();
  await Promise.resolve();
  expect(latest()).toMatchObject({ text: "Changes saved.", shown: false });
  expect(latest().act).toBeUndefined();
});
