// The Word template of the forum, in the settings.

export const wordTemplate = "Word template";
export const templateHint =
  "Word exports that are a new document take its styles, page, headers, footers and cover. In Word, mark a place with a content control and give it a tag:";
export const bodyHint = "the place for the text. Without it, the text comes last.";
export const noTemplate = "No template. Exports have the usual look.";
export const chooseTemplate = "Choose a Word file";
export const replaceTemplate = "Replace";
export const replaceTemplateLabel = "Replace the Word template";
export const downloadTemplate = "Download";
export const downloadTemplateLabel = "Download the Word template";
export const removeTemplate = "Remove";
export const removeTemplateLabel = "Remove the Word template";
export const templateSaved = "Word template saved.";
export const templateRemoved = "Word template removed.";
export const templateReading = "Reading the template…";
export const templateTooLarge = "The file has {size}. A template may have at most {most}.";
export const foundFields = "Fields";
export const missingFields = "Missing fields";
export const missingFieldsNote = "{fields}. Exports print them above the text.";
export const foundPages = "Pages";
export const foundStyles = "Styles";
export const noneFound = "None";
export const foundCover = "cover";
export const foundHeader = "header";
export const foundFooter = "footer";
export const foundBody = "place for the text";
export const fieldSymbol = "symbol";
export const fieldDate = "date";
export const fieldOriginalLanguage = "original language";
export const fieldAgendaItem = "agenda item";
export const fieldTitle = "title";
