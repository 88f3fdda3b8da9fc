/** Where practice stands on the disk, and what its tabs tell each other by: never where real work does (decision 032). */
export const practicePlace = 'tram-so-practice'

/** The PIN of practice, shown while it is asked for: behind it are invented people only. */
export const practicePin = '246813'

/** A page of its own, as it shares nothing with the tablet's but its code. */
export const practiceAddress = '/practice.html'
