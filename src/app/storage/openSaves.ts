/** What is still on its way from the screen to the disk. The lock and the page's end wait for it. */
const open = new Set<() => Promise<boolean>>()

/** Registers a flush; the returned function takes it out again. */
export function registerSave(flush: () => Promise<boolean>): () => void {
  open.add(flush)
  return () => open.delete(flush)
}

/** Writes all that screens still hold. False when something could not be written. */
export async function flushSaves(): Promise<boolean> {
  const results = await Promise.all([...open].map((flush) => flush()))
  return results.every(Boolean)
}
