import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SpecialDays } from '../domain/opening-hours.ts'

const folder = join(import.meta.dirname, '../../../../db/reference/holidays')
/** Zones in which the Chinese calendar of public holidays is kept. */
const chineseZones = new Set(['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Chongqing', 'PRC'])
const none: SpecialDays = new Map()
let chinese: SpecialDays | undefined

function readChinese(): SpecialDays {
  const days = new Map<string, 'holiday' | 'workday'>()
  for (const name of readdirSync(folder).filter((each) => /^cn-\d{4}\.csv$/.test(each)))
    for (const line of readFileSync(join(folder, name), 'utf8').split(/\r?\n/).slice(1)) {
      const [date = '', kind] = line.split(',')
      if (kind === 'holiday' || kind === 'workday') days.set(date, kind)
    }
  return days
}

/** Public holidays and make-up workdays where a unit stands, as shipped in db/reference/holidays. */
export function specialDaysIn(zone: string): SpecialDays {
  if (!chineseZones.has(zone)) return none
  chinese ??= readChinese()
  return chinese
}
