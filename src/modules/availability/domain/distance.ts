/** Degrees of longitude and latitude. */
export interface Point {
  readonly lng: number
  readonly lat: number
}
const earthKm = 6_371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Kilometres between two points as the crow flies. */
export function kilometres(a: Point, b: Point): number {
  const across = Math.sin(radians(b.lat - a.lat) / 2) ** 2
  const along = Math.sin(radians(b.lng - a.lng) / 2) ** 2
  const half = across + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * along
  return 2 * earthKm * Math.asin(Math.sqrt(half))
}
