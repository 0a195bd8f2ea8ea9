import { notifyManager, QueryClient } from "@tanstack/react-query";
import { ProblemError } from "../api/problem-error.ts";
import { onceReleased } from "../components/watched-input.ts";

/** An arriving answer would move the element under the pointer, so it is rendered once the pointer is released. */
notifyManager.setScheduler((notify) => {
  setTimeout(() => onceReleased(notify));
});

/** A refusal is an answer and is not retried. A lost connection is retried three times. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 3 && error instanceof ProblemError && error.code === "offline",
    },
  },
});
