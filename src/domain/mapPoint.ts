/** A place on the earth, in degrees. */
export interface MapPoint {
  readonly lat: number
  readonly lng: number
}

/** How far something is, and whereto. */
export interface Way {
  readonly metres: number
  readonly towards: Compass
}

export const compass = ['north', 'northEast', 'east', 'southEast', 'south', 'southWest', 'west', 'northWest'] as const
export type Compass = (typeof compass)[number]

const metresPerDegree = 111_195
const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Five places behind the comma: a metre or so. More says nothing of a house, and no tablet knows it. */
const places = 100_000
const rounded = (degrees: number): number => Math.round(degrees * places) / places
export const roundedPoint = ({ lat, lng }: MapPoint): MapPoint => ({ lat: rounded(lat), lng: rounded(lng) })

/** From one place of a commune to another, as the crow flies: flat is exact enough for some kilometres. */
export function wayTo(from: MapPoint, to: MapPoint): Way {
  const north = (to.lat - from.lat) * metresPerDegree
  const east = (to.lng - from.lng) * metresPerDegree * Math.cos(radians((from.lat + to.lat) / 2))
  const eighths = Math.round(Math.atan2(east, north) / (Math.PI / 4))
  return { metres: Math.hypot(north, east), towards: compass[(eighths + 8) % 8] ?? 'north' }
}

/** A distance as people say it: to ten metres, from a hundred on to fifty, from a kilometre on to a hundred. */
export function saidMetres(metres: number): number {
  const step = metres < 100 ? 10 : metres < 1000 ? 50 : 100
  return Math.max(10, Math.round(metres / step) * step)
}
