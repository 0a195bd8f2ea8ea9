import type { CompiledThread } from "#core/compile/compilation.ts";
import { sayDate } from "#core/messages/dates.ts";
import { escapeHtml, type Attributes } from "#core/text/html-markup.ts";
import { threadId } from "./thread.ts";
import { toOtherPlace } from "./page.ts";
import { sourceName, spokenBy, threadName, type ThreadWording } from "../shared/thread-phrases.ts";
import { word } from "../shared/export-phrases.ts";

/** How changed words are shown: inserted, deleted, or moved, with one kind for each end of a move. */
type HtmlChange = "inserted" | "deleted" | "moved-here" | "moved-away";

/** Writes the tracked changes of one proposal on a page, each with its author, its date and a link to the thread. */
export class HtmlTracker {
  readonly #thread: CompiledThread;
  readonly #wording: ThreadWording;

  constructor(thread: CompiledThread, wording: ThreadWording) {
    this.#thread = thread;
    this.#wording = wording;
  }

  /** Returns the attributes of a changed run's element. */
  attributes(change: HtmlChange): Attributes {
    const { createdAt } = this.#thread;
    const { language } = this.#wording;
    const facts = [word(`export-redline-${change}`, language), this.#source(), sayDate(createdAt, language)];
    return {
      class: change.startsWith("moved") ? "moved" : null,
      cite: `#${threadId(this.#thread.number)}`,
      datetime: createdAt.slice(0, 10),
      title: facts.join(" · "),
    };
  }

  /** Wraps inline markup in a tracked change. Empty for empty markup. */
  track(change: HtmlChange, markup: string): string {
    if (markup === "") return "";
    const element = change === "inserted" || change === "moved-here" ? "ins" : "del";
    const attributes = Object.entries(this.attributes(change)).map(([name, value]) =>
      value == null ? "" : ` ${name}="${escapeHtml(value)}"`,
    );
    return `<${element}${attributes.join("")}>${markup}</${element}>`;
  }

  /** Renders the proposal's number as a link to its thread, with its source if sources are shown. */
  link(): string {
    const { number, source, createdAt } = this.#thread;
    const { language, sources } = this.#wording;
    const to = word("export-to-comment", language, { thread: threadName(this.#thread, language) });
    const shown = sources === "shown" ? `${String(number)} ${spokenBy(source, this.#wording)}` : String(number);
    // The accessible name starts with the visible text, so that speech input finds the link by either.
    const name = [shown, to, sayDate(createdAt, language)].join(" · ");
    return `<a class="to-comment" href="#${threadId(number)}" aria-label="${escapeHtml(name)}">${escapeHtml(shown)}</a>`;
  }

  /** Renders an arrow to the other end of a clause's move. */
  arrow(change: "moved-here" | "moved-away", target: string): string {
    return toOtherPlace(change, target, this.#wording.language);
  }

  #source(): string {
    return sourceName(this.#thread.source, this.#wording);
  }
}
