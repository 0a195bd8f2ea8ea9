import type { Catalogue } from "#core/messages/catalogue.ts";

/** What does not fit in a forum file, for whoever wrote it. */
export const forumFiles = {
  "forum-file-part": "{file}: {part}: {reason}",
  "forum-file-not-json": "{file} is not JSON",
  "forum-file-fields": "{file}: {fields}",
  "forum-file-no-participant": "there is no participant “{participant}”",
  "forum-file-no-speaker": "nobody speaks for “{organisation}”",
  "forum-file-no-kind": "there is no kind of clause “{kind}”",
  "forum-file-no-clause": "no clause is cited as “{citation}”",
  "forum-file-no-words": {
    by: "times",
    one: "“{quote}” does not stand in “{citation}”",
    other: "“{quote}” does not stand in “{citation}” {times} times",
  },
} as const satisfies Catalogue<string>;
export type ForumFileCode = keyof typeof forumFiles;
