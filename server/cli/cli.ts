import process from "node:process";

// Express responds faster in production mode, which must be set before it is loaded.
process.env["NODE_ENV"] ??= "production";
const { runCommandLine } = await import("./command-line.ts");

// A closed pipe is not an error: the reader has read enough (`rapporteur read … | head`).
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

process.exitCode = await runCommandLine(process.argv.slice(2), {
  environment: process.env,
  write: (output) => void process.stdout.write(output),
  writeError: (text) => void process.stderr.write(text),
  openInput: () => process.stdin as AsyncIterable<Buffer>,
  // Returns to the start of the line and erases the rest of the previous text.
  reportProgress: process.stderr.isTTY ? (line) => void process.stderr.write(`\r${line}\u001B[K`) : null,
});
