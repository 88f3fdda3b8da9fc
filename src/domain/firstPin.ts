/** Six digits, not all alike and not counting up or down: those are tried first on a stolen tablet. */
export function isFirstPin(text: string): boolean {
  if (!/^\d{6}$/.test(text)) return false
  const steps = [...text].slice(1).map((digit, at) => Number(digit) - Number(text[at]))
  return ![0, 1, -1].some((same) => steps.every((step) => step === same))
}
