import type { PendingNotice } from "#core/text/segments/block.ts";
import type { ChangesShown } from "../shared/markup-recorder.ts";
import { authorsParam } from "../shared/notices.ts";
import type { XmlElement } from "../shared/xml.ts";

/** The tracked changes of formatting only. */
export class FormattingChanges {
  #count = 0;
  readonly #authors = new Set<string>();
  /** Number of blocks before the first one. */
  #at = 0;

  /** Counts a change after so many blocks. */
  add({ attributes }: XmlElement, blocks: number): void {
    if (this.#count === 0) this.#at = blocks;
    this.#count += 1;
    this.#authors.add(attributes["w:author"] ?? "");
  }

  /** Returns the notice about them, if there are any. Names their authors if wanted. */
  notices(shown: ChangesShown, { withAuthors }: { withAuthors: boolean }): PendingNotice[] {
    if (this.#count === 0) return [];
    const code = shown === "accept" ? "formatting-changes-accepted" : "formatting-changes-rejected";
    return [{ code, params: { count: this.#count, ...(withAuthors && authorsParam(this.#authors)) }, at: this.#at }];
  }
}
