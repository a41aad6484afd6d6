/** Drawn pictures, one for each top-level class (domain.md §2.3), in the product's own hues; shown where no photograph is. */
const ink = '#0A5C80'
const soft = '#A9CDDF'
const warm = '#B4501E'

const line = (d: string, colour = ink, width = 3): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"/>`
const shape = (d: string, colour = soft): string => `<path d="${d}" fill="${colour}"/>`
const dot = (x: number, y: number, r: number, colour = warm): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${colour}"/>`
const ring = (x: number, y: number, r: number, colour = ink): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${colour}" stroke-width="3"/>`

/** 96 × 96, lines first, the thing measured in the warm hue. */
const drawings: Readonly<Record<string, string>> = {
  // Analytical: a column and its peaks.
  '01':
    shape('M20 72h56v6H20z') +
    line('M22 72V22M22 72h54') +
    line('M26 70c6 0 6-34 10-34s4 30 9 30 4-44 9-44 5 48 10 48 4-14 8-14', warm),
  // Physical properties: a sample between two jaws.
  '02':
    shape('M24 14h48v10H24zM24 72h48v10H24z') +
    line('M30 24v48M66 24v48') +
    line('M48 24v12M48 60v12') +
    `<rect x="42" y="36" width="12" height="24" fill="${warm}"/>`,
  // Metrology: a caliper.
  '03':
    line('M16 30h64M16 30v28l8-8V38h8v16l8 8V30') +
    shape('M60 24h14v14H60z') +
    line('M44 70h36M50 66v8M58 66v8M66 66v8M74 66v8', warm),
  // Electronic measuring: an oscilloscope.
  '04':
    `<rect x="14" y="20" width="68" height="52" rx="6" fill="${soft}"/>` +
    `<rect x="14" y="20" width="68" height="52" rx="6" fill="none" stroke="${ink}" stroke-width="3"/>` +
    line('M22 46c5-18 10-18 15 0s10 18 15 0', warm) +
    ring(68, 38, 5) +
    ring(68, 56, 5),
  // Ocean: waves and a sounding.
  '05':
    line('M14 34c6-6 10-6 16 0s10 6 16 0 10-6 16 0 10 6 16 0') +
    line('M48 38v26', warm) +
    dot(48, 68, 5) +
    shape('M14 78h68v6H14z') +
    line('M34 52c4 4 4 8 0 12M62 52c-4 4-4 8 0 12', soft),
  // Earth: layers.
  '06':
    shape('M14 46c12-8 24 6 34 0s22-6 34 0v12c-12-6-24 6-34 0s-22-6-34 0z') +
    line('M14 46c12-8 24 6 34 0s22-6 34 0M14 64c12-8 24 6 34 0s22-6 34 0M14 80h68') +
    line('M48 14v28M40 34l8 8 8-8', warm),
  // Atmosphere: a cloud and rays.
  '07':
    shape('M30 60a14 14 0 010-28 18 18 0 0134-4 14 14 0 014 32z') +
    line('M30 60a14 14 0 010-28 18 18 0 0134-4 14 14 0 014 32z') +
    line('M36 70l-4 10M50 70l-4 10M64 70l-4 10', warm),
  // Astronomy: a telescope.
  '08':
    line('M22 58l42-24 8 14-42 24z') +
    line('M48 60L38 82M50 60l12 22') +
    dot(74, 22, 4) +
    dot(58, 16, 2.5) +
    shape('M24 60l8-5 6 11-8 5z'),
  // Medical diagnosis: a pulse.
  '09':
    shape('M48 80C20 60 16 44 20 34c6-14 22-14 28-2 6-12 22-12 28 2 4 10 0 26-28 46z') +
    line('M14 50h18l6-14 10 28 8-20 4 6h22', warm),
  // Nuclear: orbits.
  '10':
    `<g fill="none" stroke="${ink}" stroke-width="3"><ellipse cx="48" cy="48" rx="34" ry="13"/><ellipse cx="48" cy="48" rx="34" ry="13" transform="rotate(60 48 48)"/><ellipse cx="48" cy="48" rx="34" ry="13" transform="rotate(120 48 48)"/></g>` +
    dot(48, 48, 6),
  // Special inspection: a lens over a seam.
  '11':
    ring(42, 42, 22) +
    line('M58 58l20 20', ink, 6) +
    line('M26 42h8l4-6 6 12 4-6h10', warm) +
    shape('M14 80h40v4H14z'),
  // Process experiment: a reactor.
  '12':
    shape('M30 46h36v20a18 14 0 01-36 0z') +
    line('M30 26h36v40a18 14 0 01-36 0zM24 26h48M48 14v38') +
    line('M40 52h16', warm) +
    dot(42, 66, 3) +
    dot(54, 62, 3),
  // Computing: a board.
  '13':
    `<rect x="28" y="28" width="40" height="40" rx="4" fill="${soft}"/>` +
    `<rect x="28" y="28" width="40" height="40" rx="4" fill="none" stroke="${ink}" stroke-width="3"/>` +
    line(
      'M36 28V16M48 28V16M60 28V16M36 80V68M48 80V68M60 80V68M28 36H16M28 48H16M28 60H16M80 36H68M80 48H68M80 60H68',
    ) +
    `<rect x="40" y="40" width="16" height="16" fill="${warm}"/>`,
  // Lasers: a beam.
  '14':
    shape('M14 38h34v20H14z') +
    line('M14 38h34v20H14z') +
    line('M48 48h34', warm, 4) +
    line('M66 34l6-6M72 48h10M66 62l6 6', warm) +
    line('M22 58v14M40 58v14M16 72h32'),
  // Other: a bench with a sample.
  '99':
    line('M14 72h68M22 72v12M74 72v12') +
    shape('M38 30h20v10l12 26a4 4 0 01-4 6H30a4 4 0 01-4-6l12-26z') +
    line('M38 26h20M40 26v14L26 68M56 26v14l14 28') +
    dot(46, 60, 4) +
    dot(56, 64, 3),
}

/** The picture of a class by its two digits; undefined when there is no such class. */
export function classPicture(digits: string): string | undefined {
  const drawing = drawings[digits]
  if (drawing === undefined) return undefined
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96"><rect width="96" height="96" rx="6" fill="#F5F7F9"/>${drawing}</svg>`
}

/** The picture for an instrument of a class, whatever is known of it. */
export function classPicturePath(classCode: string | undefined): string {
  const digits = (classCode ?? '').slice(0, 2)
  return `/assets/class/${digits in drawings ? digits : '99'}.svg`
}

/** The product's mark: two halves of one circle that meet. */
export const markPicture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${ink}"/><path d="M16 6a10 10 0 000 20" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/><path d="M16 6a10 10 0 010 20" fill="none" stroke="#F2A477" stroke-width="3.5" stroke-linecap="round" stroke-dasharray="3 5.5"/><circle cx="16" cy="16" r="3" fill="#fff"/></svg>`
