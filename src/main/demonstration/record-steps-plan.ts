import type { SeedResourceRecord } from '#modules/registry/seed.ts'
import type { SeedRecordStep } from '#modules/reporting/seed.ts'
import type { People } from './people-plan.ts'

const reasons: Readonly<Record<string, SeedRecordStep['reasons']>> = {
  '1': [
    { element: 'serviceContent', reason: '服务内容过于简单，请说明能做哪些测试。' },
    { element: 'url', reason: '网址打不开，请核对。' },
  ],
  '2': [{ element: 'technical', reason: '技术指标缺少单位。' }],
  '2-core': [{ element: 'function', reason: '功能写得过于简单。' }],
  '5': [{ element: 'declarationNumber', reason: '报关单编号与海关回执不一致。' }],
  '7': [{ element: 'income', reason: '凭证编号与财务账不一致，请核对。' }],
}

/** How each record came to the state it is in: handed in, checked in the unit, judged by the province. */
export function recordSteps(records: readonly SeedResourceRecord[], people: People): SeedRecordStep[] {
  const { operator } = people.office
  return records.flatMap(({ id: recordId, unitId, kind, state, at }): SeedRecordStep[] => {
    const of = people.byUnit.get(unitId)
    if (of === undefined || state === 'draft') return []
    const head = { unitId, recordId, version: 1, reasons: [], comment: '', at }
    const by = ({ id, displayName }: typeof operator) => ({ actorId: id, actorName: displayName })
    const submitted: SeedRecordStep = {
      ...{ ...head, ...by(of.reporter) },
      ...{ step: 'submit_to_unit', from: 'draft', to: 'unit_review' },
    }
    const checked: SeedRecordStep = {
      ...{ ...head, ...by(of.reviewer) },
      ...{ step: 'submit_to_province', from: 'unit_review', to: 'province_review' },
    }
    const judged = { ...head, ...by(operator), from: 'province_review' }
    switch (state) {
      case 'unit_review':
        return [submitted]
      case 'province_review':
        return [submitted, checked]
      case 'accepted':
        return [submitted, checked, { ...judged, step: 'accept', to: 'accepted' }]
      case 'returned':
        return [
          ...[submitted, checked],
          { ...judged, step: 'return', to: 'returned', reasons: reasons[kind] ?? [] },
        ]
    }
  })
}
