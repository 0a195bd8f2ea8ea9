/** The eIds of the forum and of its role. No clause has two low lines in its id. */
export const forumId = "agent__forum";
export const authorRole = "role__author";

/** The eId of the note that a thread is. */
export function noteId(number: number): string {
  return `note__${String(number)}`;
}

/** The eId an organisation is referred to by. An id may hold anything; an eId no blank. */
export function organisationId(id: string): string {
  return `organization__${encodeURIComponent(id)}`;
}

/** The eId of something that is no clause itself but belongs to one: "considering-a__list". */
export function partId(clause: string, part: string): string {
  return `${clause}__${part}`;
}
