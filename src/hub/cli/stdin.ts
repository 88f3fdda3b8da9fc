async function all(): Promise<string> {
  let text = ''
  for await (const chunk of process.stdin) text += String(chunk)
  return text
}

/** The first line of standard input: a secret that stands in no list of processes and no shell history. */
export const firstLine = async (): Promise<string> => (await all()).split(/\r?\n/)[0] ?? ''

/** Lines of standard input that hold something. */
export const lines = async (): Promise<string[]> => (await all()).split(/\r?\n/).filter((line) => line.trim() !== '')
