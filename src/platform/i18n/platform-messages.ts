import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh-CN.json' with { type: 'json' }
import type { Messages } from './words.ts'

/** Words for what any route may refuse. */
export const platformMessages: Messages = { 'zh-CN': zh, en }
