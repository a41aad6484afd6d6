/** Headings of the reason columns in a sheet that was sent back: left out when it comes again. */
export const reasonPrefix = '※ '

/** A heading without what does not tell one from another: width, case, spaces, stars, the unit in brackets. */
export function foldedHeading(heading: string): string {
  return heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ \(\d+\)$/, '')
    .replaceAll(/\((?:万?元|人民币|rmb|cny|yuan|wan|必填|选填|小时|h)[^)]*\)|\[[^\]]*\]|必填|\*/g, '')
    .replaceAll(/[\s_\-:：.、,/()（）]/g, '')
}
