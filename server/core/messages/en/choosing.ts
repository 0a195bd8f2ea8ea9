/** Texts of the fields that choose a person by name. */

export const typeName = "Type a name";
export const nobodyFound = "Nobody found.";
export const peopleFound = "{count, plural, one {# person} other {# people}} found. Use the arrow keys to choose.";
