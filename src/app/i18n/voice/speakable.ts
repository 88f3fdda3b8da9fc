/** From this many digits on a number may be somebody's: an identity number has 12, an old one 9, a phone number 10. */
const personal = 9

const digitsOf = (text: string) => text.replace(/\D/g, '')

/** A Vietnamese name beside its translation, to be matched with what stands on a phone: `公安（công an）`. */
const besides = /\s?[(（](?=[^()（）]*\p{Script=Latin})[\p{Script=Latin}\p{M}\d\s,]+[)）]/gu

/** @returns a translation as a voice of its language can say it: without the Vietnamese names beside the words */
export const withoutNamesBeside = (text: string): string => text.replace(besides, '')

/**
 * A text as a device's voice should say it. A long number is left out, whoever wrote it there: a card's number is never
 * spoken aloud. Short ones are said digit by digit where they are called, and a code to type is spelt.
 */
export function speakable(text: string): string {
  return text
    .replace(/\d(?:[\s.\-–]?\d)+/g, (number) => (digitsOf(number).length >= personal ? '…' : number))
    .replace(/\b\d{4}\.\d{4}\b/g, (number) => [...digitsOf(number)].join(' '))
    .replace(/(?<![\p{L}\d])\p{Lu}{2,}(?![\p{L}\d])/gu, (short) => [...short].join(' '))
}
