/** The text of lists that are shown in parts. */
export const listPages = "Pages";
export const pageOf = "Page {page} of {pages}";
export const pageNumber = "Page {page}";
export const firstPage = "First page";
export const previousPage = "Previous page";
export const nextPage = "Next page";
