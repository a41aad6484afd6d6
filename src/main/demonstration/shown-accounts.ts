import type { People, PlannedPerson } from './people-plan.ts'

/** The one password of all demonstration accounts; they sign in only on loopback. */
export const demonstrationPassword = 'gongyi-2026'

interface Words {
  readonly zh: string
  readonly en: string
}
export interface ShownAccount {
  readonly login: string
  readonly displayName: string
  readonly role: Words
  readonly unitName: string
  readonly whatToTry: Words
}

const shown: Readonly<Record<string, { role: Words; whatToTry: Words }>> = {
  student: {
    role: { zh: '用户（其他高校学生）', en: 'User (student of another university)' },
    whatToTry: {
      zh: '找一台透射电镜，在周历上约一段空闲机时，再改期、取消',
      en: 'Find a transmission electron microscope, book a free time on its week, move it, cancel it',
    },
  },
  engineer: {
    role: { zh: '用户（企业工程师）', en: 'User (engineer of a company)' },
    whatToTry: {
      zh: '预约向企业开放的仪器，看需要审批的预约如何流转',
      en: 'Book an instrument open to companies and see how a booking waits for approval',
    },
  },
  person: {
    role: { zh: '用户（自然人）', en: 'User (natural person)' },
    whatToTry: { zh: '看哪些仪器向社会公众开放', en: 'See which instruments are open to everybody' },
  },
  lead: {
    role: { zh: '仪器负责人', en: 'Instrument lead' },
    whatToTry: {
      zh: '审批预约、登记上下机、改开放时间、更正使用记录',
      en: 'Approve bookings, check users in and out, change opening hours, correct the log',
    },
  },
  grouplead: {
    role: { zh: '课题组负责人', en: 'Group lead' },
    whatToTry: { zh: '看本人的预约与使用', en: 'See own bookings and uses' },
  },
  centre: {
    role: { zh: '仪器中心管理员', en: 'Centre manager' },
    whatToTry: { zh: '管理本中心所有仪器的预约与使用', en: 'Run bookings and uses of a whole centre' },
  },
  reporter: {
    role: { zh: '单位填报', en: 'Unit reporter' },
    whatToTry: {
      zh: '上传设备台账、补全信息、回应退回意见、提交单位审核',
      en: 'Upload the ledger, complete records, answer what was returned, submit to the reviewer',
    },
  },
  reviewer: {
    role: { zh: '单位审核', en: 'Unit reviewer' },
    whatToTry: { zh: '核对并上报，或退回填报人', en: 'Check and submit to the province, or give back' },
  },
  unitadmin: {
    role: { zh: '单位管理员', en: 'Unit administrator' },
    whatToTry: { zh: '看本单位的人员、仪器与统计', en: 'See people, instruments and figures of the unit' },
  },
  dept: {
    role: { zh: '主管部门', en: 'Department' },
    whatToTry: { zh: '看下属单位的报送与开放情况', en: 'Watch the units of the department' },
  },
  city: {
    role: { zh: '地市科技局', en: 'City bureau' },
    whatToTry: { zh: '看本市仪器的报送与使用', en: 'Watch the instruments of the city' },
  },
  operator: {
    role: { zh: '省平台运行', en: 'Province operator' },
    whatToTry: {
      zh: '受理或按数据项退回上报的仪器，看全省统计',
      en: 'Accept reports or return them element by element, see the figures of the province',
    },
  },
  province: {
    role: { zh: '省科技厅', en: 'Province' },
    whatToTry: { zh: '看全省，从图表点到每条记录', en: 'See the whole, from a chart down to each record' },
  },
  admin: {
    role: { zh: '系统管理员', en: 'System administrator' },
    whatToTry: { zh: '授权与账号', en: 'Grants and accounts' },
  },
  auditor: {
    role: { zh: '审计', en: 'Auditor' },
    whatToTry: { zh: '查每一处改动：谁、何时、改了什么', en: 'Read every change: who, when, what' },
  },
}

/** The accounts the first page names, in the order in which one would try them. */
export function shownAccounts(people: People, unitNames: ReadonlyMap<number, string>): ShownAccount[] {
  const byLogin = new Map<string, PlannedPerson>(people.everybody.map((person) => [person.login, person]))
  return Object.entries(shown).flatMap(([login, { role, whatToTry }]) => {
    const person = byLogin.get(login)
    if (person === undefined) return []
    const unitName = person.unitId === undefined ? '' : (unitNames.get(person.unitId) ?? '')
    return [{ login, displayName: person.displayName, role, unitName, whatToTry }]
  })
}

/** What the pages say about the site; numbers and names are evidently examples. */
export const siteSetting = {
  name: { zh: '广东省科研设施与仪器共享平台（示例）', en: 'Guangdong Research Instruments (example)' },
  level: 'province',
  zone: 'Asia/Shanghai',
  contact: {
    unit: { zh: '广东省科技基础条件平台中心（示例）', en: 'Provincial platform centre (example)' },
    phone: '020-55500000',
    email: 'help@gongyi.example.org',
  },
  host: { zh: '广东省科学技术厅（示例）', en: 'Department of Science and Technology (example)' },
  records: {
    icp: '粤ICP备00000000号（示例）',
    police: '粤公网安备00000000000000号（示例）',
    siteCode: '0000000000（示例）',
  },
}
