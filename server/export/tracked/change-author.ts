/** Author and date of the tracked changes. Word shows the date (ISO 8601) as it is, whatever its zone. */
export interface ChangeAuthor {
  readonly author: string;
  readonly date: string;
}
