import { dismissToast, readToasts, subscribeToasts, toast } from "../../../client/components/toasts.ts";

const latest = () => readToasts()[0]!;

test("a message is shown, and stays in the log when it is dismissed", () => {
  toast("Comment submitted.");
  expect(latest()).toMatchObject({ text: "Comment submitted.", tone: "done", shown: true });
  dismissToast(latest().id);
  expect(latest()).toMatchObject({ text: "Comment submitted.", shown: false });
});

test("an act is taken back once", () => {
  let undone = 0;
  toast("Withdrawn.", { undo: () => (undone += 1) });
  latest().undo?.();
  expect(undone).toBe(1);
  expect(latest().undo).toBeUndefined();
});

test("undoing one leaves the others' way back", () => {
  toast("First.", { undo: () => undefined });
  toast("Second.", { undo: () => undefined });
  latest().undo?.();
  expect(readToasts()[1]).toMatchObject({ text: "First." });
  expect(readToasts()[1]?.undo).toBeDefined();
});

test("who listens is told until they stop", () => {
  let told = 0;
  const stop = subscribeToasts(() => (told += 1));
  toast("One.");
  stop();
  toast("Two.");
  expect(told).toBe(1);
});
