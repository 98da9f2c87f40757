import { spawn } from 'node:child_process';

export interface Watchdog {
  /** From now on the process ends with us. Call it in the same tick as the spawn. */
  watch(pid: number): void;
  /** The process has ended by itself: nothing is left to be signalled. */
  release(): void;
}

/**
 * A shell of its own session that waits on a pipe from us. When we die, in whatever way (`kill -9` included),
 * the kernel closes the pipe and the shell signals the process. `read` is built into the shell, so that the
 * watchdog itself is one process and leaves none behind.
 */
export function createWatchdog(signal: 'INT' | 'TERM' | 'KILL'): Watchdog {
  const script = `read -r pid || exit 0; read -r _ || kill -${signal} "$pid"`;
  const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  shell.stdin.on('error', () => {}); // The shell was killed by someone: the process is stopped by `stop` all the same.
  shell.on('error', () => {});
  shell.unref();
  return {
    watch: (pid) => void shell.stdin.write(`${pid}\n`),
    release: () => void shell.stdin.end('\n'),
  };
}
