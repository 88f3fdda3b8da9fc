/** Which greeting fits the tablet's hour: rounds are in the evening, practice may be at any time. */
export function greetingKey(now: number): 'morning' | 'afternoon' | 'evening' {
  const hour = new Date(now).getHours()
  if (hour >= 4 && hour < 12) return 'morning'
  return hour >= 12 && hour < 17 ? 'afternoon' : 'evening'
}
