/** design 5.1: an error of ours. Node's own status 1 would mean that something was found. */
const STATUS_INTERNAL = 70;

function fail(error: unknown): never {
  process.stderr.write(`bridle: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(STATUS_INTERNAL);
}

process.on("uncaughtException", fail).on("unhandledRejection", fail);
// Whoever listens may stop (`| head`, a pager that is left): what was found stands in the case, and the status is what it was.
// Other errors are ours only where no command looks after them.
for (const stream of [process.stdout, process.stderr])
  stream.on("error", (error: Error & { code?: string }) => {
    if (error.code !== "EPIPE" && stream.listenerCount("error") === 1) fail(error);
  });

// Imported here and not above, so that a module that does not load ends with our status too.
import("./main.ts")
  .then(({ main }) => main(process.argv.slice(2)))
  .then((status) => {
    process.exitCode = status;
  })
  .catch(fail);
