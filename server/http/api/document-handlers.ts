import type { documentOperations } from "#core/contract/document-operations.ts";
import {
  archiveDocument,
  changeDocument,
  moveDocument,
  restoreDocument,
} from "../../services/forum/change-document.ts";
import { correctPublished } from "../../services/publication/correct-published.ts";
import type { By, Handlers } from "./handler-types.ts";

/** Connects the operations on documents and published versions to their services. */
export function documentHandlers(by: By): Pick<Handlers, keyof typeof documentOperations> {
  return {
    changeDocument: by(changeDocument),
    moveDocument: by(moveDocument),
    archiveDocument: by(archiveDocument),
    restoreDocument: by(restoreDocument),
    correctPublished: by(correctPublished),
  };
}
