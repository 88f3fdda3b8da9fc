/** Where a kiosk keeps the picture of its home (`FrontPicture`). */
export const frontKey = 'tramso.front'

/** Takes the picture of a kiosk's home off the screen (`front.ts`) and lets the app be seen. */
export function dropFront(): void {
  document.getElementById('front')?.remove()
  document.getElementById('app')?.removeAttribute('hidden')
}

/** As `dropFront`, and for good: this tablet shows something else than a kiosk's home. */
export function forgetFront(): void {
  dropFront()
  try {
    localStorage.removeItem(frontKey)
  } catch {
    // where storage is forbidden there is none
  }
}
