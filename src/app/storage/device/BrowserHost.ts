import type { LineKind, StorageGrant } from '../ports.ts'

/** What the browser says about keeping our data. */
export interface BrowserHost {
  /** keys, service worker and locks exist only on HTTPS or localhost */
  isSecure(): boolean
  /** a private window, as far as it can be told: all of it is gone when it closes */
  isTemporary(): Promise<boolean>
  grant(): Promise<Pick<StorageGrant, 'persisted' | 'installed'>>
  /** What the line costs, as far as the browser tells: most browsers do not. */
  lineKind(): LineKind
  /** Ask for storage that the browser does not clear by itself; browsers decide without a question or ask the person. */
  askPersistence(): Promise<void>
  /** As what this tablet was enrolled, noted outside the database; null when it never was, as far as the browser knows. */
  enrolledAs(): string | null
  noteEnrolled(label: string): void
}

const enrolledKey = 'tramso.enrolled'

/** WebKitGTK has none. */
const keeper = () => (navigator as Partial<Navigator>).storage

const heapLimit = (): number | null => {
  const { memory } = performance as Performance & { memory?: { jsHeapSizeLimit?: number } }
  return memory?.jsHeapSizeLimit ?? null
}

/**
 * No browser says it openly. Chromium gives private windows a share of the memory instead of the disk, so a quota under twice the
 * heap's limit tells them; Firefox and Safari refuse the private file system there.
 */
async function looksTemporary(): Promise<boolean> {
  const limit = heapLimit()
  if (limit !== null) {
    const { quota } = await navigator.storage.estimate()
    return quota !== undefined && quota < 2 * limit
  }
  try {
    await navigator.storage.getDirectory()
    return false
  } catch (error) {
    return error instanceof DOMException && error.name === 'SecurityError'
  }
}

/** Chromium on Android tells it; nobody else does (stack.md). Who asked their browser to save data is taken at their word. */
function lineKind(): LineKind {
  const { connection } = navigator as Navigator & { connection?: { type?: string; saveData?: boolean } }
  if (connection?.saveData === true) return 'mobile'
  if (connection?.type === 'wifi' || connection?.type === 'ethernet') return 'wifi'
  return connection?.type === undefined || connection.type === 'unknown' ? 'unknown' : 'mobile'
}

const isInstalled = () =>
  ['standalone', 'fullscreen', 'minimal-ui'].some((mode) => matchMedia(`(display-mode: ${mode})`).matches)

export const browserHost: BrowserHost = {
  isSecure: () => globalThis.isSecureContext && 'locks' in navigator && 'subtle' in crypto,
  isTemporary: looksTemporary,
  async grant() {
    return { persisted: (await keeper()?.persisted()) ?? false, installed: isInstalled() }
  },
  lineKind,
  async askPersistence() {
    await keeper()?.persist()
  },
  enrolledAs() {
    try {
      return localStorage.getItem(enrolledKey)
    } catch {
      return null
    }
  },
  noteEnrolled(label) {
    try {
      localStorage.setItem(enrolledKey, label)
    } catch {
      // then a damaged database shows as a tablet that was never enrolled
    }
  },
}
