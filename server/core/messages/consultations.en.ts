import type { Catalogue } from "#core/messages/catalogue.ts";

/** Messages on when a version is open to comments, for its page and the calendar. Times include their zone. */
export const consultations = {
  "consultation-upcoming": "Opens to comments on {opens}; until then comments are kept as drafts.",
  "consultation-open": "Open to comments until {closes}.",
  "consultation-closed": "Was open to comments until {closes}; what is submitted now is marked as late.",
  "consultation-blind":
    "It runs blind: until it closes, nobody but the secretariat and the chair sees what other organisations submit.",
  "consultation-was-blind": "It ran blind: what everybody submitted can be read now.",
  "consultation-both-zones": "{utc} ({own}, your time)",
  "submission-upcoming": "Nothing is submitted before {opens}. Keep it as a draft until then.",
  "submission-blind": "Other organisations see it once the consultation has closed.",
  "submission-late": "The consultation has closed: it will be marked as late.",
  "consultation-left": "{left} left",
  "consultation-opens-in": "in {left}",
  "consultation-opens-entry": "{document}, {version}: comments open",
  "consultation-closes-entry": "{document}, {version}: comments close",
  "consultation-late": "late",
  "left-day": "{count, plural, one {# day} other {# days}}",
  "left-hour": "{count, plural, one {# hour} other {# hours}}",
  "left-minute": "{count, plural, one {# minute} other {# minutes}}",
  "left-moment": "less than a minute",
} satisfies Catalogue<string>;
