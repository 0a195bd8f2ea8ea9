import { notifyManager, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "../api/problem-error.ts";
import { onceReleased } from "../components/press.ts";

/** What an answer brings would push away what is being pressed: it is drawn when the pointer is let go. */
notifyManager.setScheduler((tell) => {
  setTimeout(() => onceReleased(tell));
});

/** A refusal is an answer and is not asked for again; a lost connection is, three times. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 3 && error instanceof ProblemError && error.code === "offline",
    },
  },
});
