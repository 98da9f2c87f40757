/** One line for a human. */
export function say(line: string): void {
  console.log(`  ${line}`);
}

export function section(title: string): void {
  console.log(`\n${title}`);
}
