import { annotationOperations } from "#core/contract/annotation-operations.ts";
import { barometerOperations } from "#core/contract/barometer-operations.ts";
import { comparisonOperations } from "#core/contract/comparison-operations.ts";
import { contributionOperations } from "#core/contract/contribution-operations.ts";
import { positionOperations } from "#core/contract/position-operations.ts";
import { circleOperations } from "#core/contract/circle-operations.ts";
import { consultationOperations } from "#core/contract/consultation-operations.ts";
import { decisionOperations } from "#core/contract/decision-operations.ts";
import { eventOperations } from "#core/contract/event-operations.ts";
import { exportOperations } from "#core/contract/export-operations.ts";
import { forumOperations, savedFilterOperations } from "#core/contract/forum-operations.ts";
import { historyOperations, lineageOperations } from "#core/contract/history-operations.ts";
import { jointOperations } from "#core/contract/joint-operations.ts";
import { outcomeOperations, targetOperations } from "#core/contract/outcome-operations.ts";
import { linkOperations } from "#core/contract/link-operations.ts";
import { replyOperations } from "#core/contract/reply-operations.ts";
import { negotiationOperations } from "#core/contract/negotiation-operations.ts";
import { uptakeOperations } from "#core/contract/uptake-operations.ts";
import { versionOperations } from "#core/contract/version-operations.ts";
import { workingTextOperations } from "#core/contract/working-text-operations.ts";

/** The operations of the pages on which people read, comment and decide. Every page loads them. */
export const readingContract = {
  ...forumOperations,
  ...versionOperations,
  ...comparisonOperations,
  ...linkOperations,
  ...lineageOperations,
  ...historyOperations,
  ...annotationOperations,
  ...replyOperations,
  ...decisionOperations,
  ...outcomeOperations,
  ...uptakeOperations,
  ...positionOperations,
  ...jointOperations,
  ...targetOperations,
  ...negotiationOperations,
  ...barometerOperations,
  ...workingTextOperations,
  ...consultationOperations,
  ...circleOperations,
  ...savedFilterOperations,
  ...contributionOperations,
  ...eventOperations,
  ...exportOperations,
};
