import { describe, expect, test } from 'vitest'
import { instantOf } from '#kernel/time.ts'
import {
  elementsAfter,
  recordStateOf,
  type ServiceFacts,
  writtenRefusals,
} from './service-record-elements.ts'

const facts: ServiceFacts = {
  insCode: 'gdins00001',
  recordNo: '2026-000042',
  innerId: 'JY-001',
  amountFen: 123_450,
  startedAt: instantOf('2026-11-23T09:05:00+08:00'),
  endedAt: instantOf('2026-11-23T11:35:00+08:00'),
  zone: 'Asia/Shanghai',
  effectiveMinutes: 100,
  serviceType: 130,
  serviceWay: 'commissioned',
  purpose: '催化剂粉末的物相分析',
  project: '',
  applicant: '李明',
  applicantPhone: '13800000000',
  applicantEmail: undefined,
  applicantUnit: undefined,
}

describe('A new service record', () => {
  const elements = elementsAfter(facts, {})
  test.each([
    ['amounts', 1234.5],
    ['serviceTime', '2026-11-23 09'],
    ['endTime', '2026-11-23 11'],
    ['serviceAmount', 1.67],
    ['serviceType', '130'],
    ['serviceWay', ['委托共享']],
    ['subjectName', '无'],
    ['subjectIncome', ['无']],
    ['applicantUnit', '个人'],
    ['adressType', '0'],
    ['applicantEmail', undefined],
    ['signAgreement', undefined],
    ['subjectArea', undefined],
    ['comment', undefined],
  ])('has %s %j', (id, expected) => {
    expect(elements[id]).toEqual(expected)
  })

  test('of an internal user has no agreement, which the form writes as 1', () => {
    expect(elementsAfter({ ...facts, serviceType: 120 }, {})['signAgreement']).toBe('1')
  })

  test('with a project asks for the source of its funds', () => {
    const withProject = elementsAfter({ ...facts, project: '省重点专项' }, {})
    expect(withProject['subjectName']).toBe('省重点专项')
    expect(withProject['subjectIncome']).toBeUndefined()
  })
})

test('after a correction of the log, what people wrote stays and what follows from the log is new', () => {
  const written = { ...elementsAfter(facts, {}), serviceContent: '改写的内容', comment: '非常满意' }
  const after = elementsAfter({ ...facts, effectiveMinutes: 60, amountFen: 0 }, written)
  expect(after).toMatchObject({
    serviceContent: '改写的内容',
    comment: '非常满意',
    serviceAmount: 1,
    amounts: 0,
  })
})

test('elements that follow from the log are corrected there', () => {
  expect(writtenRefusals({ serviceAmount: 99, comment: '一般' })).toEqual([
    { code: 'usage.element_follows_log', element: 'serviceAmount' },
  ])
  expect(recordStateOf(0)).toBe('complete')
  expect(recordStateOf(2)).toBe('to_complete')
})
