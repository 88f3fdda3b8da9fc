import { isGuessable } from '../enrol/addVolunteer.ts'

/** Six random digits that nobody would try first. */
export function newPin(random: (length: number) => Uint8Array): string {
  for (;;) {
    const pin = Array.from(random(6), (byte) => String(byte % 10)).join('')
    if (!isGuessable(pin)) return pin
  }
}
