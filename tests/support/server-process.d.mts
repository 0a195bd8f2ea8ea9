import type { ChildProcess } from "node:child_process";

/** The declaration of server-process.mjs, which setup scripts run uncompiled. */
export function startProcess(dataFolder: string): { child: ChildProcess; ready: Promise<string> };
