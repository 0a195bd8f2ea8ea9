/** Messages on when a version is open to comments, for its page and the calendar. Times include their zone. */
export const consultations = {
  "consultation-upcoming": "Comments open {opens}. Until then, they are saved as drafts.",
  "consultation-open": "Comments close {closes}.",
  "consultation-closed": "Comments closed {closes}. New submissions are marked as Late.",
  "consultation-blind":
    "The consultation is blind: until it closes, only the secretariat and the chair see other organisations’ submissions.",
  "consultation-was-blind": "The consultation was blind. All submissions are now visible.",
  "submission-upcoming": "Comments open {opens}. Save yours as a draft until then.",
  "submission-blind": "Other organisations see it after the consultation closes.",
  "submission-late": "The consultation has closed. Your submission will be marked as Late.",
  "consultation-left": "{left} left",
  "consultation-opens-in": "Opens in {left}",
  "consultation-opens-entry": "{document}, {version}: comments open",
  "consultation-closes-entry": "{document}, {version}: comments close",
  "consultation-late": "Late",
  "left-day": "{count, plural, one {# day} other {# days}}",
  "left-hour": "{count, plural, one {# hour} other {# hours}}",
  "left-minute": "{count, plural, one {# minute} other {# minutes}}",
  "left-moment": "less than a minute",
} as const satisfies Readonly<Record<string, string>>;
