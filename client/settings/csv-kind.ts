/** The records that a CSV file can hold. */
export type CsvKind = "people" | "organisations";
