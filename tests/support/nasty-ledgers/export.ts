import { thing, upTo, yuan } from './things.ts'

const makerVariants = (maker: string, i: number) =>
  [maker, `${maker}有限公司`, `${maker}　（中国）`, maker.toUpperCase()][i % 4] ?? maker

function item(i: number): object {
  const one = thing(i)
  const inWan = i % 2 === 0
  return {
    assetId: i === 7 ? null : i === 9 ? 'EX-000308' : `EX-${String(300 + i).padStart(6, '0')}`,
    title: { zh: i === 13 ? '' : one.name, en: one.english },
    spec: { model: { code: one.model, revision: i % 3 }, notes: [`批次 ${i % 5}`, '含附件'] },
    vendor: { name: makerVariants(one.maker, i), iso: i === 21 ? 'XX' : one.iso },
    finance: {
      cost: { amount: inWan ? one.wan : Number(yuan(one)), unit: inWan ? '万元' : '元' },
      acquiredAt: i === 23 ? 0 : Date.parse(`${one.day}T00:00:00+08:00`),
      fundCodes: i % 3 === 0 ? ['F01'] : ['F01', 'F03'],
    },
    acquisition: ['PURCHASE', 'A2', 'PURCHASE'][i % 3],
    taxFree: i % 11 === 0,
    kind: i % 4 === 0 ? 'G' : 'S',
    class: { label: one.className, parents: [{ label: '分析仪器' }] },
    disciplines: i % 2 === 0 ? ['材料科学', '化学'] : ['物理学'],
    place: { campus: { name: '示范校区' }, room: `R${100 + i}` },
    people: [
      { role: 'keeper', name: '示例值班岗', tel: '020-55500001' },
      { role: 'owner', name: '示例中心' },
    ],
    state: i === 31 ? 'scrapped' : 'in use',
    changedAt: 1_700_000_000_000 + i,
  }
}

/**
 * 63 objects as another system exports them: objects in objects, lists of objects, other names for everything, enum codes,
 * days as epoch milliseconds, the unit of the worth beside it, and a description of its own columns before the rows.
 */
export function nastyExport(): { readonly bytes: Buffer; readonly rows: number } {
  const count = 63
  const whole = {
    exported: {
      at: 1_700_000_000_000,
      by: { system: '示例资产系统', columns: [{ key: 'assetId' }, { key: 'title' }] },
    },
    data: { total: count, items: upTo(count).map(item) },
  }
  return { bytes: Buffer.from(JSON.stringify(whole, null, 1)), rows: count }
}
