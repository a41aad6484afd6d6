import { type ServiceMode, serviceModes, type UserKind, userKinds } from './query.ts'

const userWords: readonly (readonly [UserKind, RegExp])[] = [
  ['university', /高校|院校|大学|校外|universit/i],
  ['institute', /院所|研究所|研究院|科研机构|科研单位|institut/i],
  ['company', /企业|公司|compan|enterprise/i],
  ['society', /社会组织|社会团体|社会各界|societ|organi[sz]ation/i],
  ['individual', /个人|自然人|社会各界|individual/i],
]
const modeWords: readonly (readonly [ServiceMode, RegExp])[] = [
  ['self', /自主(上机|操作|使用)|自行操作|self[- ]service/i],
  ['guided', /指导|协助|陪同|guided|assist/i],
  ['commissioned', /送样|委托|代测|寄样|sample/i],
  ['remote', /远程|remote/i],
]

const found = <T extends string>(words: readonly (readonly [T, RegExp])[], text: string): T[] =>
  words.filter(([, pattern]) => pattern.test(text)).map(([kind]) => kind)

/** Who may use it as its texts say; an instrument that names nobody is open to all (N11), one that is 不共享 to none. */
export function usersFromTexts(requirement: string, shareMode = ''): UserKind[] {
  if (shareMode === '不共享' || shareMode === '内部共享') return []
  const named = found(userWords, requirement)
  return named.length > 0 ? named : [...userKinds]
}

/** How it serves as its texts say; sending samples is the usual way where nothing is said. */
export function modesFromTexts(texts: string): ServiceMode[] {
  const named = found(modeWords, texts)
  return named.length > 0 ? named : ['commissioned']
}

/** Only known user kinds, in the order of the list. */
export const knownUserKinds = (values: readonly string[]): UserKind[] =>
  userKinds.filter((kind) => values.includes(kind))

/** Only known ways of service, in the order of the list. */
export const knownModes = (values: readonly string[]): ServiceMode[] =>
  serviceModes.filter((mode) => values.includes(mode))
