/** A positive number written in an address; undefined for anything else. */
export function numberIn(text: string | null | undefined): number | undefined {
  if (text === null || text === undefined || !/^[1-9]\d{0,14}$/.test(text)) return undefined
  return Number(text)
}
