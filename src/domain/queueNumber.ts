/** Letters of kiosks, without those that are mistaken for digits or for each other when they are read out. */
const letters = 'ABCDEGHKLMNPRSTVXY'

/** The letter of the n-th kiosk of a commune, from 0; of a nineteenth it has two signs, and so on. */
export function kioskLetter(index: number): string {
  const { length } = letters
  const last = letters[index % length] ?? ''
  return index < length ? last : kioskLetter(Math.floor(index / length) - 1) + last
}

/** A number of the queue as it is shown and called: `A007`. No two kiosks give the same one on a day (SPEC KSK-8). */
export const queueNumber = (letter: string, count: number): string => `${letter}${String(count).padStart(3, '0')}`

/** How a number is read out: sign by sign, so that no voice makes a word of it. */
export const spokenNumber = (number: string): string => [...number].join(' ')
