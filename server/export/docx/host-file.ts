import type { HouseField } from "#core/text/word-template.ts";

/** The parts of a Word file that are known before its text is written. */
export interface OwnParts {
  /** The style sheet, as XML. */
  styles: string;
  /** BCP 47. */
  language: string;
  /** Whether the file has comments. */
  hasComments: boolean;
  /** Whether the text is printed in landscape. */
  wide: boolean;
}

/** A Word file with a place for the text, such as a forum's template. */
export interface HostFile {
  /** The fields that its pages before and after the text show. */
  readonly shown: ReadonlySet<HouseField>;
  /** Prepares the host for one text. */
  open: (own: OwnParts) => OpenHost;
}

/** A host prepared for one text. */
export interface OpenHost {
  readonly contentTypes: Uint8Array;
  /** Name and XML of the main part before and after the text. */
  readonly main: { name: string; before: string; after: string };
  /** Prefix for the ids of links in the text. No relationship of the host begins with it. */
  readonly linkPrefix: string;
  /** Returns XML of the text, the notes or the comments with the styles of the host. */
  adapt: (xml: string) => string;
  /**
   * Returns the other parts of the file. `own` are the parts that would be written without a host; `links` are the
   * relationships of the text's links, as XML.
   */
  finish: (own: ReadonlyMap<string, Uint8Array>, links: string) => Map<string, Uint8Array>;
}
