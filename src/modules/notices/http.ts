import { isoIn } from '#kernel/time.ts'
import type { Locale } from '#kernel/locale.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import type { InboxNoticeView, noticesContract, NoticeChoicesView } from './contract.ts'
import type { InboxNotice } from './domain/notice.ts'
import { webhookHandlers } from './webhook-http.ts'
import { wordsOf } from './use-cases/notice-words.ts'
import {
  chooseNotices,
  countUnread,
  markNoticesRead,
  type NoticeChoices,
  readChoices,
  readNotices,
} from './use-cases/read-notices.ts'

const zone = 'Asia/Shanghai'

const noticeView = (deps: Deps, locale: Locale, notice: InboxNotice): InboxNoticeView => ({
  id: notice.id,
  topic: notice.topic,
  code: notice.code,
  ...wordsOf(deps, locale, notice),
  link: notice.link,
  createdAt: isoIn(notice.createdAt, zone),
  ...(notice.readAt === undefined ? {} : { readAt: isoIn(notice.readAt, zone) }),
})

const choicesView = ({
  choices,
  email,
  siteSendsMail,
  hasWebhook,
  digestHour,
}: NoticeChoices): NoticeChoicesView => ({
  choices: [...choices],
  siteSendsMail,
  hasWebhook,
  ...(digestHour === undefined ? {} : { digestHour }),
  ...(email === undefined ? {} : { email }),
})

export const noticesHandlers: Handlers<typeof noticesContract, Deps> = {
  ...webhookHandlers,
  async inbox({ actor, locale, query }, deps) {
    const { limit, before } = query
    const found = await readNotices(deps, actor, { unread: query.unread === 'true', before, limit })
    const items = found.slice(0, limit).map((notice) => noticeView(deps, locale, notice))
    const next = found.length > limit ? items.at(-1)?.id : undefined
    return next === undefined ? { items } : { items, next }
  },
  async unreadNotices({ actor }, deps) {
    return { unread: await countUnread(deps, actor) }
  },
  async markNoticesRead({ actor, body }, deps) {
    return { unread: await markNoticesRead(deps, actor, body.ids) }
  },
  async noticeChoices({ actor }, deps) {
    return choicesView(await readChoices(deps, actor))
  },
  async chooseNotices({ actor, body }, deps) {
    return choicesView(await chooseNotices(deps, actor, body.choices, body.digestHour))
  },
}
