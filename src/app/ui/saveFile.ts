/** What `showSaveFilePicker` gives; TypeScript's DOM has no words for it yet. */
interface SaveTarget {
  createWritable(): Promise<{ write(data: Blob): Promise<void>; close(): Promise<void> }>
}
interface WithPicker {
  showSaveFilePicker(options: { suggestedName: string }): Promise<SaveTarget>
}

const hasPicker = (target: unknown): target is WithPicker =>
  typeof target === 'object' && target !== null && 'showSaveFilePicker' in target

const isNamed = (error: unknown, name: string): boolean => error instanceof DOMException && error.name === name
const isRefusal = (error: unknown): boolean => isNamed(error, 'AbortError')

/** Hand the browser a file to keep under its usual downloads. */
function download(file: File): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  link.click()
  // the download has taken the bytes by the next task; the address is nobody's after that
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/**
 * Write a file where the person says, a USB stick say; where the browser cannot ask, among its downloads. False when the person
 * changed their mind.
 */
export async function saveFile(file: File): Promise<boolean> {
  if (!hasPicker(window)) {
    download(file)
    return true
  }
  try {
    const target = await window.showSaveFilePicker({ suggestedName: file.name })
    const stream = await target.createWritable()
    await stream.write(file)
    await stream.close()
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    if (!isNamed(error, 'SecurityError')) throw error
    // the tap was too long ago for the browser to ask: much was sealed into the file since
    download(file)
    return true
  }
}

/** A name and type that Chromium lets be shared: it passes on files of kinds it knows only. */
export const shareable = (file: File): File => new File([file], `${file.name}.txt`, { type: 'text/plain' })

export const canShare = (file: File): boolean =>
  typeof navigator.canShare === 'function' && navigator.canShare({ files: [file] })

/** Pass a file on by what the tablet has: nearby, Bluetooth, a chat. False when the person changed their mind. */
export async function shareFile(file: File): Promise<boolean> {
  try {
    await navigator.share({ files: [file] })
    return true
  } catch (error) {
    if (isRefusal(error)) return false
    throw error
  }
}
