import type { clearanceOperations } from "#core/contract/clearance-operations.ts";
import {
  clearAnnotation,
  getClearance,
  sendBackAnnotation,
  setClearance,
} from "../../services/annotations/clearance.ts";
import { clearReply, sendBackReply } from "../../services/annotations/reply-clearance.ts";
import { undoClearing, undoClearingReply } from "../../services/annotations/undo-clearing.ts";
import type { By, Handlers } from "./handler-types.ts";

/** Connects the operations on clearance to their services. */
export function clearanceHandlers(by: By): Pick<Handlers, keyof typeof clearanceOperations> {
  return {
    getClearance: by(getClearance),
    clearAnnotation: by(clearAnnotation),
    sendBackAnnotation: by(sendBackAnnotation),
    undoClearing: by(undoClearing),
    clearReply: by(clearReply),
    sendBackReply: by(sendBackReply),
    undoClearingReply: by(undoClearingReply),
    setClearance: by(setClearance),
  };
}
