import { type SheetColumn, sheetColumns } from '#kernel/sheet-heading.ts'

/** What a column of a sheet of certificates may carry. */
export const importFields = ['sourceNo', 'who', 'instrument', 'level', 'validFrom', 'validUntil'] as const
export type ImportField = (typeof importFields)[number]

const headings: Readonly<Record<ImportField, readonly string[]>> = {
  sourceNo: ['证书编号', '编号', '资格证号', 'certificate no', 'certificate number', 'number', 'no'],
  who: [
    '账号',
    '持证人账号',
    '用户名',
    '登录名',
    '持证人',
    '用户',
    '邮箱',
    '手机',
    '手机号',
    'account',
    'login',
    'user',
    'username',
    'email',
    'phone',
    'holder',
    'who',
  ],
  instrument: [
    '仪器编号',
    '资产编号',
    '固定资产编号',
    '设备编号',
    '仪器',
    '设备',
    'instrument',
    'instrument no',
    'instrument number',
    'asset no',
    'equipment',
  ],
  level: ['等级', '级别', '资格等级', '资格', 'level', 'grade', 'qualification'],
  validFrom: [
    '发证日期',
    '生效日期',
    '起始日期',
    '颁发日期',
    '取得日期',
    'valid from',
    'issued',
    'issued on',
    'from',
    'start',
  ],
  validUntil: [
    '有效期至',
    '失效日期',
    '到期日期',
    '截止日期',
    '有效期',
    'valid until',
    'valid to',
    'expires',
    'expires on',
    'until',
    'end',
  ],
}
const columnsOf = sheetColumns<ImportField>(headings)

/** Whether a text is a heading of a sheet of certificates. */
export const isImportHeading = columnsOf.isHeading

export type ImportColumn = SheetColumn<ImportField>

/** What each column carries. */
export const matchImportColumns = columnsOf.match

/** Fields without which no row can be read. */
export function missingFields(columns: readonly ImportColumn[]): ImportField[] {
  const there = new Set(columns.map(({ field }) => field))
  const needed: readonly ImportField[] = ['who', 'instrument', 'level']
  return needed.filter((field) => !there.has(field))
}
