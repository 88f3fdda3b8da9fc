/** Where a command writes: people's lines or one line of JSON on standard output, complaints on standard error. */
export interface Output {
  say(line: string): void
  json(value: unknown): void
  complain(line: string): void
}

export const terminal: Output = {
  say: (line) => void process.stdout.write(`${line}\n`),
  json: (value) => void process.stdout.write(`${JSON.stringify(value)}\n`),
  complain: (line) => void process.stderr.write(`${line}\n`),
}
