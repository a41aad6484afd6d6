/** The door for other modules. */
export type { NewNotice, Recipient } from './domain/notice.ts'
export type { NoticeTopic } from './domain/notice-topics.ts'
export { forgetNotices } from './data/notice-repository.ts'
export { notify, type Notifying } from './use-cases/notify.ts'
