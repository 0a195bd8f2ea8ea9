import type { clearanceOperations } from "#core/contract/clearance-operations.ts";
import {
  clearAnnotation,
  getClearance,
  sendBackAnnotation,
  setClearance,
} from "../../services/annotations/clearance.ts";
import { getSentBack } from "../../services/annotations/sent-back.ts";
import type { By, Handlers } from "./handler-types.ts";

/** Connects the operations on clearance to their services. */
export function clearanceHandlers(by: By): Pick<Handlers, keyof typeof clearanceOperations> {
  return {
    getClearance: by(getClearance),
    getSentBack: by(getSentBack),
    clearAnnotation: by(clearAnnotation),
    sendBackAnnotation: by(sendBackAnnotation),
    setClearance: by(setClearance),
  };
}
