/** Stands in for style sheets, which components import and tests do not need. */
export default {};
