import { annotationOperations } from "#core/contract/annotation-operations.ts";
import { barometerOperations, negotiationOperations } from "#core/contract/negotiation-operations.ts";
import { comparisonOperations, linkOperations } from "#core/contract/comparison-operations.ts";
import { contributionOperations } from "#core/contract/contribution-operations.ts";
import { outcomeOperations, positionOperations, targetOperations } from "#core/contract/outcome-operations.ts";
import { circleOperations, jointOperations } from "#core/contract/circle-operations.ts";
import { consultationOperations, versionOperations } from "#core/contract/version-operations.ts";
import { decisionOperations } from "#core/contract/decision-operations.ts";
import { eventOperations } from "#core/contract/event-operations.ts";
import { exportOperations } from "#core/contract/export-operations.ts";
import { forumOperations, savedFilterOperations } from "#core/contract/forum-operations.ts";
import { historyOperations, lineageOperations } from "#core/contract/history-operations.ts";
import { replyOperations } from "#core/contract/reply-operations.ts";
import { uptakeOperations } from "#core/contract/uptake-operations.ts";
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
