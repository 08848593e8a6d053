const SAME_KEY_PRESS_MILLISECONDS = 300;
const PARENT_LOOK_MILLISECONDS = 200;

/** The first signal stops in order once everything runs, or leaves at once while starting; the second always leaves. */
export function onStopSignal(stop: () => Promise<void> | undefined): void {
  let stoppingSince: number | undefined;
  const leave = (code: number) => async () => {
    // npm passes Ctrl-C on although the terminal already did: one key press arrives twice.
    if (stoppingSince !== undefined && performance.now() - stoppingSince < SAME_KEY_PRESS_MILLISECONDS) return;
    const ordered = stoppingSince === undefined ? stop() : undefined;
    stoppingSince = performance.now();
    if (!ordered) process.exit(code);
    console.log('\nStopping … (Ctrl-C again to leave at once)');
    await ordered;
    process.exit(code === 1 ? 1 : 0);
  };
  process.on('SIGINT', leave(130));
  process.on('SIGTERM', leave(143));
  process.on('SIGHUP', leave(129));
  const crash = (problem: unknown) => {
    console.error(problem);
    void leave(1)();
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}

/** npm's shell does not pass SIGTERM on: when npm is told to stop, all we notice is that our parent has gone. */
export function stopWithParent(): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    process.kill(process.pid, 'SIGTERM');
  }, PARENT_LOOK_MILLISECONDS);
  look.unref();
}
