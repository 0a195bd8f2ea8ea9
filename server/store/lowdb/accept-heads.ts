import type { ChainHeads } from "../audit-chain.ts";
import { HeadFile } from "./head-file.ts";
import { lockFolder } from "./lock-file.ts";
import { readFolder } from "./read-folder.ts";

/**
 * Writes the heads of the events that a folder has, whatever its file of heads says. Events that are missing at their end
 * are no longer noticed then. Returns the heads.
 *
 * @throws DataFolderError if a process uses the folder, or another file is damaged
 */
export async function acceptHeads(folder: string): Promise<ChainHeads> {
  const lock = await lockFolder(folder, () => undefined);
  try {
    const { heads } = (await readFolder(folder, lock.check)).low.data.state;
    await (await HeadFile.open(folder, heads)).close();
    return heads;
  } finally {
    await lock.release();
  }
}
