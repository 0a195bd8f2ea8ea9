import { open, type FileHandle } from "node:fs/promises";

/** Control over the data syncs of every file, while they are held. */
export interface BlockedDataSync {
  /** Resolves when a data sync has been requested. */
  requested: Promise<void>;
  /** Lets all requested data syncs succeed. */
  confirm: () => void;
  /** Lets all requested data syncs fail, as on a broken disk. */
  refuse: () => void;
  /** Restores the data sync for later requests. */
  release: () => void;
}

/** Holds every data sync (fdatasync) until the test confirms or refuses it. */
export async function holdDataSync(): Promise<BlockedDataSync> {
  const handle = await open(__filename, "r");
  const prototype = Object.getPrototypeOf(handle) as FileHandle;
  await handle.close();
  let [request, confirm, refuse] = [noAnswer, noAnswer, noAnswer];
  const requested = new Promise<void>((resolve) => (request = resolve));
  const answer = new Promise<void>((resolve, reject) => {
    confirm = resolve;
    refuse = () => reject(new Error("The disk failed"));
  });
  answer.catch(noAnswer);
  const spy = jest.spyOn(prototype, "datasync").mockImplementation(() => {
    request();
    return answer;
  });
  return { requested, confirm, refuse, release: () => spy.mockRestore() };
}

function noAnswer(): void {
  // Nobody asked.
}
