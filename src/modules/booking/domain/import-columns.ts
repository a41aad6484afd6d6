import { type SheetColumn, sheetColumns } from '#kernel/sheet-heading.ts'

/** What a column of a sheet of bookings may carry. */
export const importFields = [
  'sourceNo',
  'instrument',
  'date',
  'start',
  'end',
  'who',
  'guest',
  'unit',
  'purpose',
  'project',
] as const
export type ImportField = (typeof importFields)[number]

const headings: Readonly<Record<ImportField, readonly string[]>> = {
  sourceNo: [
    '预约编号',
    '预约号',
    '预约单号',
    '单号',
    '记录编号',
    '原预约编号',
    'booking no',
    'booking number',
    'booking id',
    'reservation no',
    'reservation id',
    'number',
  ],
  instrument: [
    '仪器编号',
    '资产编号',
    '固定资产编号',
    '设备编号',
    '所在单位仪器编号',
    '仪器号',
    '仪器',
    '设备',
    'instrument',
    'instrument no',
    'instrument number',
    'instrument id',
    'asset no',
    'asset number',
    'equipment',
    'equipment no',
    'innerId',
  ],
  date: ['日期', '预约日期', '使用日期', 'date', 'day', 'booking date'],
  start: [
    '开始时间',
    '开始',
    '起始时间',
    '预约开始时间',
    '预约开始',
    '从',
    'start',
    'start time',
    'starts at',
    'from',
    'begin',
  ],
  end: [
    '结束时间',
    '结束',
    '终止时间',
    '预约结束时间',
    '预约结束',
    '到',
    '至',
    'end',
    'end time',
    'ends at',
    'to',
    'until',
  ],
  who: [
    '预约人账号',
    '账号',
    '用户名',
    '登录名',
    '预约人',
    '使用人',
    '用户',
    '邮箱',
    '电子邮箱',
    '手机',
    '手机号',
    '电话',
    'account',
    'login',
    'user',
    'username',
    'user name',
    'email',
    'e-mail',
    'phone',
    'mobile',
    'booked by',
    'who',
  ],
  guest: ['姓名', '预约人姓名', '使用人姓名', '用户姓名', 'name', 'full name', 'person', 'guest'],
  unit: [
    '预约人单位',
    '所在单位',
    '使用人单位',
    '用户单位',
    '单位名称',
    '工作单位',
    '单位',
    'unit',
    'unit name',
    'organisation',
    'organization',
    'affiliation',
    'institution',
  ],
  purpose: [
    '用途',
    '目的',
    '预约用途',
    '实验内容',
    '测试内容',
    '使用目的',
    'purpose',
    'content',
    'description',
    'experiment',
  ],
  project: ['课题', '项目', '课题名称', '项目名称', '所属项目', 'project', 'project name', 'grant'],
}
const columnsOf = sheetColumns<ImportField>(headings)

/** Whether a text is a heading of a sheet of bookings. */
export const isImportHeading = columnsOf.isHeading

export type ImportColumn = SheetColumn<ImportField>

/** What each column carries. */
export const matchImportColumns = columnsOf.match

/** Fields without which no row can be read; a person is named by account or by name. */
export function missingFields(columns: readonly ImportColumn[]): ImportField[] {
  const there = new Set(columns.map(({ field }) => field))
  const needed: readonly ImportField[] = ['instrument', 'start', 'end', 'purpose']
  return [
    ...needed.filter((field) => !there.has(field)),
    ...(there.has('who') || there.has('guest') ? [] : (['who'] as const)),
  ]
}
