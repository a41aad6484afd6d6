/** The page of an official document (GB/T 9704): A4, text 156 mm wide, body 16 pt. Millimetres and points. */
export const page = {
  widthMm: 210,
  heightMm: 297,
  topMm: 37,
  rightMm: 26,
  bottomMm: 35,
  leftMm: 28,
} as const

/** Sizes of type in points: 小初 letterhead, 2号 title, 3号 body, 4号 small, 5号 tables. */
export const size = { letterhead: 30, title: 22, body: 16, small: 14, table: 10.5 } as const

/** The distance of lines of the body, points. */
export const lineDistance = 28

/** The red of letterheads. */
export const letterRed = 'C00000'

/** The number at the foot of a page. */
export const pageNumber = (no: number | string): string => `— ${no} —`
