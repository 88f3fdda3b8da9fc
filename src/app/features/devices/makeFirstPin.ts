import { isFirstPin } from '../../../domain/firstPin.ts'

/** Six random digits that are not easy to guess. @param random fills with random bytes */
export function makeFirstPin(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  for (;;) {
    // a byte of 250 and more would favour the small digits
    const digits = [...random(new Uint8Array(24))].filter((byte) => byte < 250).map((byte) => byte % 10)
    const pin = digits.slice(0, 6).join('')
    if (isFirstPin(pin)) return pin
  }
}
